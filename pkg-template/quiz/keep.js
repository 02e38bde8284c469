// Progress kept in the session storage of the tab, for pages that ask for it. A browser may forbid that; the quiz then
// goes on without.

const key = ({ id }) => `prescreen-quiz:${id}`;

export function keep(about, saved) {
  quietly(() => sessionStorage.setItem(key(about), JSON.stringify({ digest: about.digest, saved })));
}

/** What `use` makes of what was kept; undefined if it cannot use it, or if the rules have changed since. */
export function kept(about, use) {
  return quietly(() => {
    const { digest, saved } = JSON.parse(sessionStorage.getItem(key(about)));
    return digest === about.digest ? use(saved) : undefined;
  });
}

export function forget(about) {
  quietly(() => sessionStorage.removeItem(key(about)));
}

function quietly(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
