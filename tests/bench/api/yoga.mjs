// What api is measured against: graphql-yoga as its own guide starts it, with the old API's getFile. That read a
// value with the `nats` package and its JSON codec, so here too a value is parsed when it is read and written
// again when it is answered. Neither looks at the value's hash, as api does.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { JSONCodec, connect } from 'nats';

const typeDefs = `
  scalar JSON
  type Query { hello: String  getFile(filename: String): JSON }
`;

const nats = await connect({ servers: process.env.NATS_URL });
const bucket = await nats.jetstream().views.kv('safeInputsFiles', { bindOnly: true });
const codec = JSONCodec();

const resolvers = {
  Query: {
    hello: () => 'world!',
    getFile: async (_, { filename }) => codec.decode((await bucket.get(filename)).value),
  },
};

const server = createServer(createYoga({ schema: createSchema({ typeDefs, resolvers }) }));
server.listen(0, '127.0.0.1', () => console.log(`answers on port ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
