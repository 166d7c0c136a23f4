import { toast } from './toast.js';

/** Calls the control API. Throws when it refuses; the person has been told then. */
export async function api(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  } catch (error) {
    toast('The sandbox does not answer. Is "npm run sandbox" still running?', 'bad');
    throw error;
  }
  const answer = await response.json();
  if (response.ok) return answer;
  toast(`${sentence(answer.error)} ${sentence(answer.remedy)}`, 'bad');
  throw new Error(answer.error);
}

function sentence(text = '') {
  return text && `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** Listens to everything that happens; `back` is called when the stream is there again after it was lost. */
export function listen(heard, back) {
  const source = new EventSource('/api/events');
  let lost = false;
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onopen = () => {
    if (lost) back();
    lost = false;
  };
  source.onerror = () => {
    lost = true;
  };
}
