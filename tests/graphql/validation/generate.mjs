import {
  doTypesOverlap, getNamedType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType,
  isNonNullType,
} from 'graphql'; // prettier-ignore

const names = ['a', 'b', 'c', 'A', 'a1', 'name', 'value', 'id', '__typename', 'unknown'];
const fragmentNames = ['F', 'G', 'H', 'f'];
const variableNames = ['v', 'w', 'x', 'V', 'input'];
const literals = [
  '1', '-1', '1.5', '2147483648', '"text"', '""', '"é😀"', '"""block"""', 'true', 'null', 'ENUM', '[]',
  '{}', '[1]', '{a: 1}', '[[null]]', '{a: {b: [ENUM]}, a: 1}',
]; // prettier-ignore

/** Makes documents for a schema (of graphql-js). They are right but for `faults` in a thousand of their parts. */
export class Generator {
  #random;
  #types;
  #schema;
  #faults;
  #variables;
  #fragments;
  #aliases;
  #budget;

  constructor(random, schema, faults) {
    this.#random = random;
    this.#schema = schema;
    this.#types = Object.values(schema.getTypeMap());
    this.#faults = faults;
  }

  document() {
    this.#budget = 30;
    this.#aliases = 0;
    this.#variables = new Map();
    this.#fragments = [];
    for (const name of fragmentNames.slice(0, this.#random.below(4))) this.#fragments.push(this.#fragment(name));
    const two = this.#chance(this.#variables.size === 0 ? 200 : this.#faults);
    const operations = Array.from({ length: two ? 2 : 1 }, (_, i) => this.#operation(i));
    const spread = (name) => [...operations, ...this.#fragments.map(({ text }) => text)].join().includes(`...${name}`);
    const fragments = this.#fragments.filter(({ name }) => this.#fault() || spread(name));
    return [...operations, ...fragments.map(({ text }) => text)].join('\n');
  }

  #chance(inThousand) {
    return this.#random.below(1000) < inThousand;
  }

  #fault() {
    return this.#chance(this.#faults);
  }

  #pick(list) {
    return this.#random.pick(list);
  }

  #anyField() {
    const type = this.#pick(this.#types.filter((candidate) => candidate.getFields));
    return this.#pick(Object.keys(type.getFields()));
  }

  #operation(index) {
    const roots = ['query', 'query', 'query', 'mutation', 'subscription'];
    const kind = this.#pick(roots.filter((root) => this.#fault() || this.#schema.getRootType(root)));
    const type = this.#schema.getRootType(kind) ?? this.#schema.getQueryType();
    const name = this.#fault() ? this.#pick(['', 'Q0']) : `Q${index}`;
    const directives = this.#directives(kind.toUpperCase());
    const selections = this.#selections(type, 0, kind === 'subscription' ? 1 : 4);
    const description = this.#chance(50) ? '"text" ' : '';
    return `${description}${kind} ${name}${this.#variableDefinitions()}${directives} ${selections}`;
  }

  #fragment(name) {
    const type = this.#pick(this.#fault() ? this.#types : this.#types.filter(isCompositeType));
    const condition = this.#fault() ? `${type.name}s` : type.name;
    const directives = this.#directives('FRAGMENT_DEFINITION');
    return { name, type, text: `fragment ${name} on ${condition}${directives} ${this.#selections(type, 2, 3)}` };
  }

  #variableDefinitions() {
    if (this.#fault()) this.#variables.set(this.#pick(variableNames), String(this.#pick(this.#types)));
    const definitions = [...this.#variables].map(([name, type]) => {
      const text = this.#fault() ? `[${type}]` : this.#fault() ? type.replace(/!$/, '') : type;
      const fallback = this.#fault() ? ` = ${this.#pick(literals)}` : '';
      return `$${name}: ${text}${fallback}${this.#directives('VARIABLE_DEFINITION', true)}`;
    });
    if (this.#fault() && definitions.length > 0) definitions.push(this.#pick(definitions));
    return definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
  }

  #selections(type, depth, most) {
    const count = 1 + this.#random.below(most);
    return `{ ${Array.from({ length: count }, () => this.#selection(type, depth)).join(' ')} }`;
  }

  #selection(type, depth) {
    const kind = this.#random.below(10);
    this.#budget -= 1;
    if (kind === 0 && this.#budget > 0) return this.#inline(type, depth);
    const fragment = kind < 4 && this.#spreadable(type);
    if (fragment) return `...${fragment}${this.#directives('FRAGMENT_SPREAD')}`;
    return this.#field(type, depth);
  }

  #spreadable(type) {
    if (this.#fault()) return this.#pick(fragmentNames);
    const fitting = this.#fragments.filter((fragment) =>
      isCompositeType(type) && isCompositeType(fragment.type) && doTypesOverlap(this.#schema, fragment.type, type));
    return this.#pick(fitting)?.name;
  }

  #alias(often) {
    if (this.#fault() || this.#chance(10)) return `${this.#pick(names.slice(0, 5))}: `;
    this.#aliases += 1;
    return this.#chance(often) ? `n${this.#aliases}: ` : '';
  }

  #inline(type, depth) {
    const directives = this.#directives('INLINE_FRAGMENT');
    if (this.#chance(300)) return `...${directives} ${this.#selections(type, depth, 2)}`;
    const like = isAbstractType(type) ? [...this.#schema.getPossibleTypes(type), type] : [type];
    const condition = this.#pick(this.#fault() ? this.#types : like);
    return `... on ${condition}${directives} ${this.#selections(condition, depth, 3)}`;
  }

  #field(type, depth) {
    const fields = type.getFields && isCompositeType(type) ? Object.values(type.getFields()) : [];
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const field = this.#pick(this.#budget < 0 || depth > 5 ? leaves : fields);
    const alias = this.#alias(field?.args.length > 0 ? 900 : 100);
    if (field === undefined || this.#fault()) return this.#wrongField(type, alias, depth);
    const composite = isCompositeType(getNamedType(field.type));
    const nested = composite !== this.#fault();
    const selections = nested ? ` ${this.#selections(getNamedType(field.type), depth + 1, 4)}` : '';
    return `${alias}${field.name}${this.#arguments(field.args)}${this.#directives('FIELD')}${selections}`;
  }

  #wrongField(type, alias, depth) {
    if (!this.#fault()) return `${alias}__typename`;
    const known = this.#anyField();
    const name = this.#pick([known, known.slice(1) || 'a', `${known}s`, known.toUpperCase(), this.#pick(names)]);
    const selections = this.#chance(200) && depth < 5 ? ` ${this.#selections(type, depth + 1, 2)}` : '';
    return `${alias}${name}${this.#chance(100) ? '(a: 1)' : ''}${selections}`;
  }

  #arguments(known, constant = false) {
    const given = known.filter((argument) =>
      (isNonNullType(argument.type) && argument.defaultValue === undefined) !== this.#fault() || this.#chance(250));
    const texts = given.map(({ name, type }) =>
      `${this.#fault() ? `${name}s` : name}: ${this.#value(type, 0, constant)}`);
    if (this.#fault() && texts.length > 0) texts.push(this.#pick(texts));
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  #value(type, depth, constant) {
    if (this.#fault()) return this.#pick(literals);
    if (!constant && this.#chance(200)) return this.#variable(type);
    if (isNonNullType(type)) return this.#value(type.ofType, depth, true);
    if (this.#chance(40)) return isNonNullType(type) ? '1' : this.#null(type, depth);
    if (isListType(type)) {
      if (this.#chance(150)) return this.#value(type.ofType, depth, constant);
      return `[${Array.from({ length: this.#random.below(3) }, () => this.#value(type.ofType, depth + 1, constant)).join(', ')}]`;
    }
    return this.#named(type, depth, constant);
  }

  #null(type, depth) {
    return depth === 0 ? 'null' : this.#named(getNamedType(type), depth, true);
  }

  #named(type, depth, constant) {
    if (isInputObjectType(type)) return this.#object(type, depth, constant);
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    const values = {
      Int: ['0', '1', '-7'], Float: ['1', '1.5', '1e3'], String: ['"a"', '"b"', '"""c"""'],
      Boolean: ['true', 'false'], ID: ['1', '"a"'],
    }; // prettier-ignore
    return this.#pick(values[type.name] ?? ['1', '"a"', '[1.5, {a: null}]', '{b: "c"}']);
  }

  #object(type, depth, constant) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf
      ? [this.#pick(depth > 3 ? fields.slice(0, 1) : fields)]
      : fields.filter((field) =>
          (isNonNullType(field.type) && field.defaultValue === undefined) !== this.#fault() ||
          (depth < 3 && this.#chance(200)));
    const texts = given.map((field) => {
      const inner = depth > 6 && isListType(field.type.ofType ?? field.type) ? '[]' : undefined;
      const wanted = type.isOneOf && !this.#fault() ? field.type.ofType ?? field.type : field.type;
      const value = inner ?? this.#value(wanted, depth + 1, constant || type.isOneOf);
      return `${this.#fault() ? this.#pick(names) : field.name}: ${value}`;
    });
    if (this.#fault() && texts.length > 0) texts.push(this.#pick(texts));
    return `{${texts.join(', ')}}`;
  }

  #variable(type) {
    const fitting = [...this.#variables].filter(([, known]) => known === String(type));
    if (fitting.length > 0) return `$${this.#pick(fitting)[0]}`;
    const free = variableNames.filter((name) => !this.#variables.has(name));
    if (free.length === 0 || this.#fault()) return this.#fault() ? '$undefined' : this.#value(type, 3, true);
    const name = this.#pick(free);
    this.#variables.set(name, String(type));
    return `$${name}`;
  }

  #directives(location, constant = false) {
    if (!this.#chance(60) && !this.#fault()) return '';
    const known = this.#schema.getDirectives().filter((directive) =>
      this.#fault() || directive.locations.includes(location));
    const directive = this.#pick(known);
    if (directive === undefined || this.#fault()) return this.#fault() ? ' @unknown(a: 1)' : '';
    const text = ` @${directive.name}${this.#arguments(directive.args, constant || location === 'SUBSCRIPTION')}`;
    return this.#fault() || (directive.isRepeatable && this.#chance(300)) ? text + text : text;
  }
}
