'use strict';
// The JSON schemas of every type in discord-api-types (API and gateway v10), made once and kept beside node_modules.

const fs = require('node:fs');
const path = require('node:path');

const types = path.dirname(require.resolve('discord-api-types/v10'));

/** Bump when the code below makes other schemas from the same packages. */
const EDITION = 1;

/** The schemas by type name, in the form of `{definitions: {name: schema}}`. */
function load() {
  const kept = path.join(path.dirname(path.dirname(types)), `schemas-${EDITION}.json`);
  if (!fs.existsSync(kept)) {
    const fresh = `${kept}.${process.pid}`;
    fs.writeFileSync(fresh, JSON.stringify(generate()));
    fs.renameSync(fresh, kept);
  }
  return JSON.parse(fs.readFileSync(kept, 'utf8'));
}

function generate() {
  const { createProgram, createParser, createFormatter, SchemaGenerator, AnyType, DEFAULT_CONFIG } =
    require('ts-json-schema-generator');
  const { SyntaxKind } = require('typescript');
  const config = {
    ...DEFAULT_CONFIG,
    path: path.join(types, 'v10.d.ts'),
    type: '*',
    skipTypeCheck: true,
    additionalProperties: true,
  };
  // The one type that the generator cannot read: a map indexed by a type parameter with an enum as bound.
  const unreadable = {
    supportsNode: (node) =>
      node.kind === SyntaxKind.IndexedAccessType && node.getText().startsWith('GatewayOpcodeRateLimitMetadataMap['),
    createType: () => new AnyType(),
  };
  const program = createProgram(config);
  const parser = createParser(program, config, (chain) => chain.addNodeParser(unreadable));
  const schema = new SchemaGenerator(program, parser, createFormatter(config), config).createSchema('*');
  withoutEmptyEnums(schema);
  return corrected(schema);
}

/** An empty enum is no valid schema: nothing can match it, which is `not: {}`. */
function withoutEmptyEnums(node) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node.enum) && node.enum.length === 0) {
    delete node.enum;
    delete node.type;
    node.not = {};
  }
  Object.values(node).forEach(withoutEmptyEnums);
}

/** Where a TypeScript type says more or less than what goes over the wire. */
function corrected(schema) {
  const { definitions } = schema;
  for (const [name, definition] of Object.entries(definitions)) {
    // A set of bits is typed as the enum of its bits, but any union of them is sent.
    if (name.endsWith('Flags') && definition.type === 'number') {
      definitions[name] = { type: 'integer', minimum: 0 };
    }
  }
  definitions.Snowflake = { type: 'string', pattern: '^[0-9]{1,20}$' };
  definitions.Permissions = { type: 'string', pattern: '^[0-9]+$' };
  // These have no data; Discord sends null, which TypeScript calls undefined.
  definitions.GatewayHeartbeatAck.properties.d = { type: 'null' };
  definitions.GatewayReconnect.properties.d = { type: 'null' };
  // Typed as undefined, sent as an object. discord.py reads keys of it.
  definitions.GatewayResumedDispatch = {
    type: 'object',
    properties: { op: { const: 0 }, t: { const: 'RESUMED' }, s: { type: 'number' }, d: { type: 'object' } },
    required: ['op', 't', 's', 'd'],
  };
  return schema;
}

module.exports = { load };
