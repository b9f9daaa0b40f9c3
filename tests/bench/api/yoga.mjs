// What api is measured against: graphql-yoga with the same schema, as its own guide starts it.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';

const typeDefs = 'type Query { hello: String }';
const resolvers = { Query: { hello: () => 'world!' } };

const server = createServer(createYoga({ schema: createSchema({ typeDefs, resolvers }) }));
server.listen(0, '127.0.0.1', () => console.log(`answers on port ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
