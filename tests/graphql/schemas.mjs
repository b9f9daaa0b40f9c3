/** SDL that makes a schema, to be held against the reference and to be mutated. */
export const validSchemas = [
  'type Query { a: Int }',
  'type Query { a: B } type B { c: [B!]! d(e: Int = 1, f: [String!] = ["g"]): Float }',
  '"""described""" schema { query: Q mutation: M subscription: S } type Q { a: ID } type M { a: Q } type S { a: M }',
  'schema { query: Q } type Q { a: Int } extend schema { mutation: M } type M { b: Int }',
  'type Query { mutation: Mutation } type Mutation { a: Boolean } type Subscription { b: Query }',
  'schema { query: Query } type Query { a: Mutation } type Mutation { a: String }',
  `interface Node { id: ID! } interface Named implements Node { id: ID! name(short: Boolean = false): String }
   type Query { node(id: ID!): Node named: [Named] any: Any }
   type User implements Node & Named { id: ID! name(short: Boolean = false, max: Int): String! }
   type Other implements Node { id: ID! } union Any = User | Other`,
  `type Query { a(filter: Filter = {order: DOWN, tags: ["x"], limit: 5, deep: {deep: null}}): Int }
   input Filter { order: Order = UP tags: [String!] = [] limit: Int! = 10 deep: Filter ratio: Float = 1e21 }
   "how" enum Order { "first" UP DOWN @deprecated SIDEWAYS @deprecated(reason: "why") }`,
  `input One @oneOf { a: Int b: [One!] c: String @deprecated(reason: null) } type Query { a(b: One): Int }`,
  `scalar Date @specifiedBy(url: "https://example.org") scalar Json type Query { a(b: Date = "x", c: Json = 1.5): Json }
   extend scalar Json @specifiedBy(url: "ignored")`,
  `directive @tag(name: String! = "a", of: [Where!]) repeatable on FIELD_DEFINITION | OBJECT | ENUM_VALUE
   enum Where { HERE THERE @tag @tag(name: "b") } type Query @tag { a: Int @tag(name: "c", of: HERE) }`,
  `type Query { a: Int } extend type Query { b: Where } extend type Query implements I { c: Int! }
   interface I { c: Int } enum Where { A } extend enum Where { B } union U = Query extend union U = Other
   type Other { d(e: In): U } input In { f: Int } extend input In { g: In = {} h: Int = 2 }`.replace('g: In = {} ', 'g: In '),
  `"""
   Several lines
     with indentation
   """
   type Query { "field" a("argument" b: Int "another" c: String): Int }
   "scalar" scalar S "interface" interface I { a: S } "union" union U = Query "input" input In { "x" a: Int }`,
  `type Query { a(b: ID = 1, c: ID = "1", d: ID = "-01", e: Float = 1, f: Float = 1.50, g: [[Int]] = 3,
    h: String = "quote \\" \\\\ \\u0001 \\u0080 \\u{1F600}", i: String = """block\n  x""", j: Int = null, k: Boolean = true,
    l: Float = 1e-7, m: Float = 123456789012345678901234567890, n: Int = 2147483648, o: Int = "x"): Int }`,
  'scalar ID scalar Int type Query { a: String } directive @skip(unless: Boolean) on FIELD',
  'type Query { type: __Type kind: __TypeKind directives(at: __DirectiveLocation = FIELD): [__Directive] }',
  'input A { b: B! = {c: 1} } input B { c: Int! d: C = {e: [1, 2]} } input C { e: [Int] f: A } type Query { a(b: A = {}): Int }',
  'input A { b: [A!]! c: B } input B { d: A! e: [B] } type Query { a(b: A): Int }',
  'directive @d(a: In = {b: 1}, c: [Int] = [1, null]) on SCHEMA | SCALAR input In { b: Float } schema @d { query: Q } type Q { a: Int }',
  'type Query { _typename_: Int a_: Int } type A { b: C } type C { d: [A] } union B = A | C interface D { e: D }',
]; // prettier-ignore

/** SDL that the reference refuses, or that looks so. */
export const corners = [
  '', '{ a }', 'scalar A', 'type A { b: Int }', 'type Query', 'type Query { a: B }', 'type Query { a: [B!]! }',
  'type Query { a: Sting b: Boolen }', 'type Query { a(b: C): Int }', 'type Query implements A { a: Int }',
  'union U = A type Query { a: U }', 'schema { query: A }', 'schema { query: String } scalar A',
  'schema { query: I } interface I { a: Int }', 'type Query { a: Int } schema { mutation: Query }',
  'schema { query: Q } schema { query: Q } type Q { a: Int }', 'schema { query: Q query: Q } type Q { a: Int }',
  'schema { query: Q } extend schema { query: Q } type Q { a: Int }', 'schema @a { query: Q } type Q { a: Int }',
  'type Query { a: Int } enum Mutation { A }', 'type Query { a: Int } scalar Subscription',
  'extend schema { query: Q } type Q { a: Int }', 'extend schema { mutation: Q } type Query { a: Int } type Q { a: Int }',
  'type Query { a: Int a: Int }', 'type Query { a: Int } extend type Query { a: Int }', 'type Query { a: Int } type Query { b: Int }',
  'type Query { a: Int } scalar Query', 'type Query { a(b: Int, c: Int, b: Int, c: Int): Int }',
  'type Query { a: Int } enum E { A B A } enum F { C } extend enum F { C }', 'type Query { a: Int } input I { a: Int a: Int }',
  'type Query { a: Int } directive @a on FIELD directive @a on QUERY', 'type Query { a: Int } directive @a(b: Int, b: Int) on FIELD',
  'type Query { a: Int @unknown }', 'type Query { a: Int @skip(if: true) }', 'type Query @deprecated { a: Int }',
  'type Query { a: Int @deprecated @deprecated }', 'type Query { a: Int @deprecated(reson: "b") }',
  'type Query { a: Int @deprecated(reason: "a", reason: "b") }', 'type Query { a: Int @deprecated(reason: 1) }',
  'scalar A @specifiedBy type Query { a: A }', 'scalar A @specifiedBy(url: null) type Query { a: A }',
  'scalar A @specifiedBy(url: 1) type Query { a: A }', 'scalar A @specifiedBy(ur: "a") type Query { a: A }',
  'scalar A @specifiedBy(url: "a") extend scalar A @specifiedBy(url: "b") type Query { a: A }',
  'type Query { a: Int } directive @d(a: Int!) on OBJECT type A @d { b: Int }', 'directive @d(a: Int! = 1) on OBJECT type Query @d { a: Int }',
  'directive @d(a: [Int!]!, b: String!) on OBJECT type Query @d(c: 1) { a: Int }', 'directive @d on FIELD type Query @d { a: Int }',
  'directive @d(a: In) on OBJECT input In { b: Int } type Query @d(a: {b: 1, b: 2}) { a: Int }',
  'type Query { a(b: In = {c: 1, c: 2}): Int } input In { c: Int }', 'extend type A { b: Int } type Query { a: Int }',
  'extend type Qery { b: Int } type Query { a: Int }', 'extend input Query { b: Int } type Query { a: Int }',
  'extend scalar String @specifiedBy(url: "a") type Query { a: Int }', 'extend enum A { B } union A = Query type Query { a: Int }',
  'extend interface Query { a: Int } extend union Query = Query extend enum Query { A } extend scalar Query @a type Query { a: Int }',
  'type Query { a: Int } type __A { b: Int }', 'type Query { __a: Int }', 'type Query { a(__b: Int): Int }', 'type Query { a: Int } enum E { __A }',
  'type Query { a: Int } input In { __a: Int }', 'type Query { a: Int } directive @__a on FIELD', 'type Query { a: Int } directive @a(__b: Int) on FIELD',
  'type Query { a: In } input In { b: Int }', 'type Query { a(b: Query): Int }', 'type Query { a: Int } input In { b: [Query!] }',
  'type Query { a: Int } directive @a(b: Query) on FIELD', 'type Query { a(b: Int! @deprecated): Int }', 'type Query { a(b: Int! = 1 @deprecated): Int }',
  'type Query { a: Int } input In { b: Int! @deprecated }', 'type Query { a: Int } directive @a(b: Int! @deprecated(reason: "c")) on FIELD',
  'type Query { a: Int } input In @oneOf { b: Int! }', 'type Query { a: Int } input In @oneOf { b: Int = 1 }', 'type Query { a: Int } extend input In @oneOf input In { b: Int! }',
  'type Query { a: Int } input In { b: In! }', 'type Query { a: Int } input A { b: B! } input B { c: C! d: Int } input C { a: A! b: B! }',
  'type Query { a: Int } input In { b: [In!]! c: In }', 'type Query { a: Int } union U', 'type Query { a: Int } union U = Query | Query',
  'type Query { a: Int } union U = Int | Query', 'type Query { a: Int } union U = Query extend union U = Query', 'type Query { a: Int } enum E',
  'type Query { a: Int } input In', 'type Query { a: Int } interface I', 'type Query { a: Int } type A implements I { a: Int } interface I { a: Int b: Int }',
  'type Query implements I { a: Int } interface I { a: Int! }', 'type Query implements I { a: Int! } interface I { a: Int }',
  'type Query implements I { a: [Int!] } interface I { a: [Int] }', 'type Query implements I { a: Int } interface I { a: [Int] }', 'type Query implements I { a: [Int] } interface I { a: Int }',
  'type Query implements I { a: Query } interface I { a: I }', 'type Query implements I { a: I } interface I { a: Query }', 'type Query implements I { a: Query } interface I { a: U } union U = Query',
  'type Query implements I { a: J } interface I { a: I } interface J implements I { a: J }', 'type Query implements I { a: J } interface I { a: I } interface J { a: J }',
  'type Query implements I { a(b: Int): Int } interface I { a(b: Int!): Int }', 'type Query implements I { a: Int } interface I { a(b: Int): Int }',
  'type Query implements I { a(b: Int!): Int } interface I { a: Int }', 'type Query implements I { a(b: Int! = 1): Int } interface I { a: Int }', 'type Query implements I { a(b: Int): Int } interface I { a: Int }',
  'type Query implements I & I { a: Int } interface I { a: Int }', 'type Query implements A { a: Int } type A { a: Int }', 'type Query { a: Int } interface I implements I { a: Int }',
  'type Query implements I { a: Int } interface I implements J { a: Int } interface J { a: Int }', 'type Query { a: Int } interface I implements J { a: Int } interface J implements I { a: Int }',
  'type Query implements J & I { a: Int } interface I implements J { a: Int } interface J { a: Int }', 'type Query { a: Int } extend type Query implements I interface I { b: Int }',
  'type Query implements __Type { a: Int }', 'type Query { a: Int } union U = __Type', 'extend input In { b: Int @deprecated } input In { a: Int @deprecated } type Query { a: Int }',
  'directive @a on ARGUMENT_DEFINITION extend input In { b: Int @a } input In { a: Int } type Query { a: Int }', 'directive @a on ARGUMENT_DEFINITION input In { a: Int @a } type Query { a: Int }',
  'type Query { a: Int @b @b } type A @c { d: E }', 'type Query { a: A @b } enum E { F F }', 'type Query { a(b: C @d, b: C): E }', 'type Query @a(b: {c: 1, c: 2}, b: 1) { a: Int }',
]; // prettier-ignore
