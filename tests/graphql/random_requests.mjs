// Valid requests at random, with variables that mostly fit.
import { GraphQLNonNull, getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInputObjectType,
  isListType, isNonNullType, isRequiredArgument, isRequiredInputField, parse, validate } from 'graphql'; // prettier-ignore

// Most fields of the query type, and the dullest.
const manyLeaves = /^lea(f|ves)\d/;
const aliases = ['a', 'b', 'c'];
const strings = ['', 'x', 'é', '😀 "q"', 'RED', '12'];
const wrong = ['x', 5, 1.5, true, null, [], {}, [null], { x: 'y' }, [[1]], { text: 1, and: [{}] }];

class Writer {
  #random;
  #schema;
  #fragments = [];
  #variables = [];

  constructor(random, schema) {
    this.#random = random;
    this.#schema = schema;
  }

  request() {
    const mutation = this.#random.below(8) === 0;
    const root = mutation ? this.#schema.getMutationType() : this.#schema.getQueryType();
    const selections = this.#selectionSet(root, 4);
    const definitions = this.#variables.map(({ definition }) => definition).join(', ');
    const kind = mutation ? 'mutation' : 'query';
    const values = this.#variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
    return {
      query: `${kind} R${definitions && `(${definitions})`} ${selections} ${this.#fragments.join(' ')}`,
      variables: JSON.stringify(Object.fromEntries(values)),
    };
  }

  #selectionSet(type, depth) {
    const count = 1 + this.#random.below(4);
    return `{ ${Array.from({ length: count }, () => this.#selection(type, depth)).join(' ')} }`;
  }

  #selection(type, depth) {
    const kind = this.#random.below(10);
    if (kind === 0) return '__typename';
    if (kind <= 2 && depth > 0) return this.#fragment(type, depth - 1);
    const fields = type.getFields ? Object.values(type.getFields()) : [];
    const leaves = this.#random.below(10) === 0;
    const usable = fields.filter(
      (field) => (depth > 0 || !isCompositeType(getNamedType(field.type))) && (leaves || !manyLeaves.test(field.name)),
    );
    if (usable.length === 0) return isAbstractType(type) && depth > 0 ? this.#fragment(type, depth - 1) : '__typename';
    return this.#field(this.#random.pick(usable), depth);
  }

  #field(field, depth) {
    const type = getNamedType(field.type);
    const alias = this.#random.below(4) === 0 ? `${this.#random.pick(aliases)}: ` : '';
    const below = isCompositeType(type) ? ` ${this.#selectionSet(type, depth - 1)}` : '';
    return `${alias}${field.name}${this.#arguments(field.args)}${this.#directive()}${below}`;
  }

  #fragment(type, depth) {
    const types = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type, ...type.getInterfaces()];
    const on = this.#random.below(4) === 0 ? type : this.#random.pick(types);
    if (this.#random.below(2) === 0) return `... on ${on.name}${this.#directive()} ${this.#selectionSet(on, depth)}`;
    const selections = this.#selectionSet(on, depth);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${on.name} ${selections}`);
    const again = this.#random.below(3) === 0 ? ` ...${name}${this.#directive()}` : '';
    return `...${name}${this.#directive()}${again}`;
  }

  #directive() {
    if (this.#random.below(6) !== 0) return '';
    const name = this.#random.pick(['skip', 'include']);
    if (this.#random.below(2) === 0) return ` @${name}(if: ${this.#random.below(2) === 0})`;
    return ` @${name}(if: $${this.#variable('Boolean!', this.#random.below(2) === 0)})`;
  }

  #arguments(args) {
    const given = args.filter((arg) => isRequiredArgument(arg) || this.#random.below(3) !== 0);
    const texts = given.map((arg) => `${arg.name}: ${this.#value(arg.type, 3)}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  #variable(type, value, fallback) {
    const name = `v${this.#variables.length}`;
    const definition = `$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`;
    this.#variables.push({ name, definition, value });
    return name;
  }

  /** A literal, or a variable, for an argument of a type. */
  #value(type, depth) {
    if (this.#random.below(3) === 0) {
      const fallback = this.#random.below(3) === 0 ? this.#literal(type, 2, false) : undefined;
      const absent = (fallback !== undefined || !isNonNullType(type)) && this.#random.below(4) === 0;
      return `$${this.#variable(type, absent ? undefined : this.#json(type, depth), fallback)}`;
    }
    return this.#literal(type, depth, true);
  }

  #literal(type, depth, variables) {
    if (!isNonNullType(type) && this.#random.below(6) === 0) return 'null';
    const nullable = getNullableType(type);
    const inner = (of) => (variables ? this.#value(of, depth - 1) : this.#literal(of, depth - 1, false));
    if (isListType(nullable)) {
      const count = depth > 0 ? this.#random.below(3) : 0;
      return `[${Array.from({ length: count }, () => inner(nullable.ofType)).join(', ')}]`;
    }
    if (isInputObjectType(nullable)) {
      return `{ ${this.#fieldsOf(nullable, depth).map((field) => `${field.name}: ${inner(this.#typeIn(nullable, field))}`).join(', ')} }`;
    }
    if (isEnumType(nullable)) return this.#random.pick(nullable.getValues()).name;
    if (nullable.name === 'JSON') return this.#random.pick(['{ a: [1, "b"], c: null }', '[true]', '"x"', '7']);
    return JSON.stringify(this.#scalar(nullable));
  }

  #json(type, depth) {
    if (this.#random.below(40) === 0) return this.#random.pick(wrong);
    if (!isNonNullType(type) && this.#random.below(6) === 0) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const count = depth > 0 ? this.#random.below(3) : 0;
      return Array.from({ length: count }, () => this.#json(nullable.ofType, depth - 1));
    }
    if (isInputObjectType(nullable)) {
      const fields = this.#fieldsOf(nullable, depth);
      return Object.fromEntries(fields.map((field) => [field.name, this.#json(this.#typeIn(nullable, field), depth - 1)]));
    }
    if (isEnumType(nullable)) return this.#random.pick(nullable.getValues()).name;
    if (nullable.name === 'JSON') return this.#random.pick([{ a: [1, 'b'], c: null }, [true], 'x', 7]);
    return this.#scalar(nullable);
  }

  #fieldsOf(type, depth) {
    const fields = Object.values(type.getFields());
    if (type.isOneOf) return [this.#random.pick(fields)];
    return fields.filter((field) => isRequiredInputField(field) || (depth > 0 && this.#random.below(4) === 0));
  }

  /** The one field of a oneOf must not be null. */
  #typeIn(type, field) {
    return type.isOneOf ? new GraphQLNonNull(field.type) : field.type;
  }

  #scalar(type) {
    switch (type.name) {
      case 'Int':
        return this.#random.below(100) - 50;
      case 'Float':
        return (this.#random.below(1000) - 500) / 8;
      case 'Boolean':
        return this.#random.below(2) === 0;
      default:
        return this.#random.pick(strings);
    }
  }
}

/** A valid request: those that the reference refuses are thrown away. */
export function randomRequest(random, schema) {
  for (;;) {
    const request = new Writer(random, schema).request();
    if (validate(schema, parse(request.query)).length === 0) return request;
  }
}
