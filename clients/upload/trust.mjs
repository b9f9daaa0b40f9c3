const kUntrusted = new Set([
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
]);
const kNoTls = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER']);

function untrustedAdvice(ca) {
  if (ca === null) {
    return 'where its authority is a private one, name its PEM file: --ca FILE or SAFE_INPUTS_CA';
  }
  return `it is not of an authority in ${ca.file}: ask whoever runs the server for the right file`;
}

/**
 * Why TLS with a server failed, in a way that trying again does not mend: {code, title, detail}
 * with what to do about it; null for any other error. `ca` is that of the options.
 */
export function trustProblem({ code, message, cert }, ca) {
  const title = 'The server is not trusted';
  const because = (advice) => ({ code: 'untrusted', title, detail: `${message}; ${advice}` });
  if (kUntrusted.has(code)) return because(untrustedAdvice(ca));
  if (code === 'CERT_HAS_EXPIRED') return because('whoever runs the server has to renew it');
  if (code === 'CERT_NOT_YET_VALID') return because("look whether this computer's clock is right");
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = cert?.subjectaltname || 'no name';
    return because(`the certificate is for ${names}: say --url with such a name`);
  }
  if (!kNoTls.has(code)) return null;
  const detail = 'expected TLS on this port; if it is meant to have none, say --url http://...';
  return { code: 'noTls', title: 'The server speaks no HTTPS', detail };
}
