/**
 * Where the engine's validation is not to agree with graphql-js: each with its reason, and what it makes
 * of an error of the reference. The tests compare everything else.
 */
const disagreements = [
  {
    reason: 'A message repeats at most 256 bytes of a name: it is no echo of a megabyte.',
    change: (error) => ({
      ...error,
      message: error.message.replace(/\w{257,}/g, (name) => `${name.slice(0, 256)}...`),
    }),
  },
];

/** The errors that are expected where the reference gives these. */
export function withDisagreements(errors) {
  return errors.map((error) => disagreements.reduce((changed, { change }) => change(changed), error));
}
