import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const kChunkBytes = 64 * 1024;
const kMaxAnswerBytes = 16 * 1024 * 1024;

function send(request, body, onProgress) {
  let sent = 0;
  const next = () => {
    while (sent < body.length) {
      const chunk = body.subarray(sent, sent + kChunkBytes);
      sent += chunk.length;
      const flowing = request.write(chunk);
      onProgress(sent);
      if (!flowing) return request.once('drain', next);
    }
    return request.end();
  };
  next();
}

function collect(response, resolve, reject) {
  const parts = [];
  let bytes = 0;
  response.on('data', (part) => {
    bytes += part.length;
    parts.push(part);
    if (bytes > kMaxAnswerBytes) response.destroy(new Error('the answer is too long'));
  });
  response.on('error', reject);
  response.on('end', () => {
    const { statusCode: status, headers } = response;
    resolve({ status, headers, text: Buffer.concat(parts).toString('utf8') });
  });
}

/**
 * One HTTP exchange: {status, headers, text}, whatever the status; rejects when there is no answer
 * within `timeoutMs`. `ca` (PEM) is whom to trust instead of the well-known authorities.
 * `onProgress(bytes)` is called as the body (a Buffer) goes out. An answer that comes before the
 * whole body is sent (413) counts.
 */
export function exchange(
  url,
  { method = 'GET', headers = {}, body = null, ca, timeoutMs, onProgress = () => {} },
) {
  return new Promise((resolve, reject) => {
    const start = url.startsWith('https:') ? httpsRequest : httpRequest;
    const lengthHeader = body ? { 'Content-Length': body.length } : {};
    const request = start(url, { method, ca, headers: { ...headers, ...lengthHeader } });
    const timer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${Math.ceil(timeoutMs / 1000)} s`));
    }, timeoutMs);
    const settle = (action) => (value) => {
      clearTimeout(timer);
      action(value);
    };
    request.on('response', (response) => collect(response, settle(resolve), settle(reject)));
    request.on('error', settle(reject));
    if (body) send(request, body, onProgress);
    else request.end();
  });
}
