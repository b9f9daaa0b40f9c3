// Files of a wanted size in the bucket, made by the pipeline's own services of what api was sent.
import assert from 'node:assert/strict';
import { post } from '../../api/ask.mjs';
import { runService } from '../../api/servers.mjs';

const upload = `mutation ($name: String!, $content: JSON!) {
  addFileToKVStore(filename: $name, content: $content)
}`;

const row = (number) => ({
  Province: 'Ontario',
  Region: 'North Shore',
  'Report date': '2023-01-15',
  Cases: number,
  'Rate per 100k': number / 8,
  Confirmed: number % 2 === 0,
  Notes: number % 5 ? 'confirmed by a second sample' : 'see "Remarques":\n déclaré à l’hôpital',
});

/** A sheet whose message in the bucket has about so many bytes. */
function sheetOf(bytes) {
  const data = [];
  for (let size = 0; size < bytes; size += Buffer.byteLength(JSON.stringify(data.at(-1))) + 1) {
    data.push(row(data.length));
  }
  return [{ sheetName: 'Cases', data }];
}

async function store(api, { filename, bytes }) {
  const variables = { name: filename, content: sheetOf(bytes) };
  const { data, errors } = JSON.parse((await post(api.url, { query: upload, variables })).body);
  assert.equal(data?.addFileToKVStore?.state, 'stored', JSON.stringify(errors ?? data));
}

/** What getFile answers, which is the value as it is stored. */
async function answerOf(api, filename) {
  const query = `{getFile(filename:"${filename}")}`;
  const { body } = await post(api.url, { query });
  assert.ok(body.startsWith('{"data":{"getFile":{"filename":'), body.slice(0, 200));
  return body;
}

/** Stores `files`, [{filename, bytes}], and resolves to the answer of getFile for each. */
export async function storeFiles(api, nats, files) {
  const services = ['extract', 'uppercase', 'kv-writer'].map((name) =>
    runService(name, { NATS_URL: nats.url }),
  );
  for (const file of files) await store(api, file);
  for (const service of services) assert.equal(await service.stop(), 0, service.log);
  return Promise.all(files.map(({ filename }) => answerOf(api, filename)));
}
