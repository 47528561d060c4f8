'use strict';
// Reads NDJSON from stdin and says what does not conform to discord-api-types, API and gateway v10. A line is one of
//   {"type": "GatewayMessageCreateDispatch", "value": {...}}
//   {"gateway": {"op": 0, "t": "MESSAGE_CREATE", "s": 3, "d": {...}}}          the type follows from op and t
//   {"rest": {"method": "GET", "path": "/api/v10/users/@me", "status": 200}, "value": {...}}   null for an empty body
// each with an optional "where" that is repeated in the answer. A fault is one line on stdout,
//   {"line", "where", "type", "path", "message", "found", "payload"}
// and with --human a readable one. On stderr stands how often each type was checked. Exit code: 0 conforms, 1 faults.

const readline = require('node:readline');
const Ajv = require('ajv');
const { explain } = require('./explain.js');
const { typeOf } = require('./routes.js');
const { load } = require('./schemas.js');

const { definitions } = load();
const ajv = new Ajv({ strict: false, allErrors: false, validateSchema: false });
ajv.addSchema({ $id: 'discord', definitions });

const OPS = { 1: 'GatewayHeartbeatRequest', 7: 'GatewayReconnect', 9: 'GatewayInvalidSession', 10: 'GatewayHello', 11: 'GatewayHeartbeatAck' };
const DISPATCHES = dispatches();

/** `t` to type, as the names of discord-api-types say it: GatewayMessageCreateDispatch is MESSAGE_CREATE. */
function dispatches() {
  const names = Object.keys(definitions).filter((name) => /^Gateway\w+Dispatch$/.test(name));
  const snake = (name) => name.slice(7, -8).replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  return Object.fromEntries(names.map((name) => [snake(name), name]));
}

/** What a line says: the type (null when none is known), the value, and words for the type when none is known. */
function read(line) {
  if (line.type) return { type: line.type, value: line.value };
  if (line.gateway) {
    const payload = line.gateway;
    const type = payload.op === 0 ? DISPATCHES[payload.t] : OPS[payload.op];
    return { type, value: payload, wanted: `dispatch or opcode ${payload.op} ${payload.t}` };
  }
  const { method, path, status } = line.rest;
  return { type: typeOf(method, path, status), value: line.value, wanted: `route ${method} ${path}` };
}

/** The faults of one line as `[{type, path, message}]`. */
function check(line) {
  const { type, value, wanted } = read(line);
  if (!type) return [{ path: '', message: `no type is known for ${wanted}` }];
  counts.set(type, (counts.get(type) ?? 0) + 1);
  const schema = definitions[type];
  if (!schema) return [{ type, path: '', message: 'discord-api-types has no such type' }];
  if (isNever(schema)) {
    return value === null || value === undefined ? [] : [{ type, path: '', message: 'the body must be empty' }];
  }
  const valid = ajv.getSchema(`discord#/definitions/${encodeURIComponent(type)}`);
  if (valid(value)) return [];
  const faults = explain(definitions, schema, value);
  const found = faults.length ? faults : valid.errors.map((error) => ({ path: error.instancePath, message: error.message }));
  return found.map(({ path, message }) => ({ type, path, message, found: at(value, path) }));
}

function isNever(schema) {
  return schema.not && Object.keys(schema.not).length === 0;
}

function at(value, path) {
  return path.split('/').slice(1).reduce((each, key) => each?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], value);
}

function print(number, where, fault, line) {
  if (process.argv.includes('--human')) {
    console.log(`line ${number}${where ? ` (${where})` : ''}: ${fault.type ?? '?'} ${fault.path || '/'} ${fault.message}` +
      (fault.found === undefined ? '' : `, found ${JSON.stringify(fault.found).slice(0, 200)}`));
  } else {
    console.log(JSON.stringify({ line: number, where, ...fault, payload: line.gateway ?? line.value }));
  }
}

const counts = new Map();

async function main() {
  let number = 0;
  let faulty = 0;
  for await (const text of readline.createInterface({ input: process.stdin })) {
    number += 1;
    if (!text.trim()) continue;
    const line = JSON.parse(text);
    const faults = check(line);
    faults.forEach((fault) => print(number, line.where, fault, line));
    if (faults.length) faulty += 1;
  }
  const summary = [...counts].sort().map(([type, count]) => `${type} ${count}`).join('\n');
  console.error(`${summary}\n${number} checked, ${faulty} do not conform`);
  process.exitCode = faulty ? 1 : 0;
}

main();
