'use strict';
// Says where in a value a schema does not hold. ajv decides whether it holds; this finds the places worth reading:
// of a union it follows only the branch that comes nearest, where ajv lists every branch.

/** The faults of `value` as `[{path, message}]`, path being a JSON pointer. */
function explain(definitions, schema, value, path = '') {
  if (schema === true || schema === undefined) return [];
  if (schema.$ref) return explain(definitions, resolve(definitions, schema.$ref), value, path);
  const faults = [];
  if (schema.not && Object.keys(schema.not).length === 0) faults.push({ path, message: 'must not be there' });
  if (schema.type && ![].concat(schema.type).some((type) => isType(type, value))) {
    return [{ path, message: `must be ${[].concat(schema.type).join(' or ')}` }];
  }
  if ('const' in schema && value !== schema.const) {
    faults.push({ path, message: `must be ${JSON.stringify(schema.const)}`, tells: true });
  }
  if (schema.enum && !schema.enum.includes(value)) {
    faults.push({ path, message: `must be one of ${JSON.stringify(schema.enum).slice(0, 200)}`, tells: true });
  }
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value)) {
    faults.push({ path, message: `must match ${schema.pattern}` });
  }
  for (const each of schema.allOf ?? []) faults.push(...explain(definitions, each, value, path));
  const union = schema.anyOf ?? schema.oneOf;
  if (union) faults.push(...nearest(union.map((each) => explain(definitions, each, value, path))));
  if (Array.isArray(value)) faults.push(...inArray(definitions, schema, value, path));
  else if (value !== null && typeof value === 'object') faults.push(...inObject(definitions, schema, value, path));
  return faults;
}

function inObject(definitions, schema, value, path) {
  const faults = (schema.required ?? [])
    .filter((key) => !(key in value))
    .map((key) => ({ path: `${path}/${key}`, message: 'is missing' }));
  for (const [key, each] of Object.entries(value)) {
    const known = schema.properties && Object.hasOwn(schema.properties, key);
    const rule = known ? schema.properties[key] : schema.additionalProperties;
    if (rule === false) faults.push({ path: `${path}/${key}`, message: 'must not be there' });
    else if (rule && rule !== true) faults.push(...explain(definitions, rule, each, `${path}/${pointer(key)}`));
  }
  return faults;
}

function inArray(definitions, schema, value, path) {
  const faults = [];
  if (value.length < (schema.minItems ?? 0)) faults.push({ path, message: `must have ${schema.minItems} items or more` });
  if (value.length > (schema.maxItems ?? Infinity)) faults.push({ path, message: `must have ${schema.maxItems} items or fewer` });
  value.forEach((each, index) => {
    const rule = Array.isArray(schema.items) ? schema.items[index] : schema.items;
    faults.push(...explain(definitions, rule, each, `${path}/${index}`));
  });
  return faults;
}

/** Of a union's branches the one without a fault, else one whose `type` and the like agree, else the fewest faults. */
function nearest(branches) {
  const weight = (faults) => faults.length + 100 * faults.filter((fault) => fault.tells).length;
  return branches.reduce((best, each) => (weight(each) < weight(best) ? each : best));
}

function isType(type, value) {
  switch (type) {
    case 'null': return value === null;
    case 'array': return Array.isArray(value);
    case 'object': return value !== null && typeof value === 'object' && !Array.isArray(value);
    case 'integer': return Number.isInteger(value);
    default: return typeof value === type;
  }
}

function resolve(definitions, ref) {
  return definitions[decodeURIComponent(ref.replace('#/definitions/', ''))];
}

function pointer(key) {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

module.exports = { explain };
