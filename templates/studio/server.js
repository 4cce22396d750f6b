// Calls of the program that has opened this page.

const token = document.body.dataset.token ?? '';

/** The program has ended, or does not answer. */
export class Lost extends Error {}

/**
 * @param {string} name
 * @param {object} [body]
 * @returns {Promise<any>} the answer; `problem` in it is why there is none
 */
export async function call(name, body = {}) {
  let response;
  try {
    response = await fetch(`/call/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Studio-Token': token },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Lost();
  }
  if (response.ok) return response.json();
  // Started again, the program has another token: the page is to be loaded anew.
  if (response.status === 403) location.reload();
  return { problem: { message: `${response.status} ${response.statusText}`, hints: [] } };
}

/**
 * @param {() => void} onChange a note or a picture on the disk is another
 * @param {(isThere: boolean) => void} onState
 */
export function listen(onChange, onState) {
  const feed = new EventSource('/events');
  let wasLost = false;
  feed.addEventListener('open', () => {
    onState(true);
    if (wasLost) onChange();
    wasLost = false;
  });
  feed.addEventListener('error', () => {
    wasLost = true;
    onState(false);
  });
  feed.addEventListener('message', onChange);
}
