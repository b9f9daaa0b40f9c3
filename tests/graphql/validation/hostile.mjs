/** Documents that are made to be dear, for schemas/zoo.graphql. */

const repeat = (count, text) => Array.from({ length: count }, (_, i) => text(i)).join(' ');

/** Fragments F0, F1 ... on a type that each spread the next, the last with other fields. */
const chain = (length, fields, last, type = 'Query') =>
  repeat(length, (i) => `fragment F${i} on ${type} { ${i + 1 < length ? `${fields} ...F${i + 1}` : last} }`);

export const hostileDocuments = [
  `{ ...F0 } ${chain(1000, '', 'version')}`,
  `{ version ...F0 } ${chain(1000, '', 'version')}`,
  `{ ...F0 } ${chain(600, 'version', 'version')}`,
  `{ ...F0 } ${chain(1000, 'version', 'version')}`,
  `{ ...F0 ...F0 } ${repeat(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)}
    fragment F60 on Query { version }`,
  `{ ...F0 } ${repeat(200, (i) => `fragment F${i} on Query { ...F${(i + 1) % 200} ...F${i >> 1} }`)}`,
  `{ ${repeat(707, () => 'version')} }`,
  `{ ${repeat(708, () => 'version')} }`,
  `{ ${repeat(5000, () => 'version')} }`,
  `{ ${repeat(400, (i) => `a: human(id: ${i}) { name }`)} }`,
  `{ ${repeat(353, () => 'dog { name }')} }`,
  `{ ${repeat(354, () => 'dog { name }')} }`,
  `{ ${repeat(355, () => 'human(id: 1, name: "a") { name }')} }`,
  `{ ${repeat(408, () => 'human(id: 1, name: "a") { name }')} }`,
  ...[330, 340, 350, 360, 370, 380, 390, 400, 410].map((count) =>
    `{ ${repeat(count, (i) => `human(id: 1, name: "${i % 7}") { name ...F } `)} } fragment F on Human { id }`),
  ...[100, 110, 120, 130, 140].map((count) => `{ ${repeat(count, (i) => `...F${i}`)} }
    ${repeat(count, (i) => `fragment F${i} on Query { dog { name ...G } version } `)} fragment G on Dog { name }`),
  ...[20, 40, 60, 80].map((count) => `{ catOrDog { ${repeat(count, (i) =>
    `... on Dog { name a${i}: barkVolume owner { ...H${i} } } ... on Cat { name a${i}: meowsVolume ...C }`)} } }
    ${repeat(count, (i) => `fragment H${i} on Human { relatives { ...H${(i + 1) % count} iq } }`)}
    fragment C on Cat { owner { name } furColor }`),
  `{ ${repeat(1500, (i) => `...F${i}`)} } ${repeat(1500, (i) => `fragment F${i} on Query { version }`)}`,
  `${repeat(2000, (i) => `query Q${i} { ...F }`)} fragment F on Query { ${repeat(30, (i) => `a${i}: human(id: $v) { id }`)} }`,
  `${repeat(20, (i) => `query Q${i}($v: ID) { ...F }`)} fragment F on Query { ${repeat(3000, (i) => `a${i}: human(id: $v) { id }`)} }`,
  `${repeat(10, (i) => `query Q${i}($v: ID) { ...F }`)} fragment F on Query { ${repeat(3000, (i) => `a${i}: human(id: $v) { id }`)} }`,
  `{ ${repeat(20000, (i) => `unknown${i}`)} }`,
  `query (${repeat(3000, (i) => `$a${i}: Int`)}) { version }`,
  `query (${repeat(3000, (i) => `$a: T${i}`)}) { version }`,
  `{ version ${repeat(3000, (i) => `@d${i}`)} }`,
  `{ human(${repeat(3000, (i) => `a${i}: 1`)}) { name } }`,
  `{ arguments { json(value: {${repeat(3000, (i) => `a${i >> 1}: [{b: $c}]`)}}) } }`,
  `subscription { ${repeat(200, (i) => `a${i}: level ...F`)} } fragment F on Subscription { ${repeat(200, (i) => `b${i}: level`)} }`,
  `subscription { ...F0 } ${chain(800, 'level', '__typename', 'Subscription')}`,
  `{ __type(name: "a") { ...F0 } } ${chain(1000, '', 'interfaces { interfaces { interfaces { name } } }', '__Type')}`,
  `{ ${'... on Query { '.repeat(190)} version ${'}'.repeat(190)} }`,
  `{ ${'n'.repeat(257)} x: ${'n'.repeat(100000)} }`,
];
