import { failureParts, inWords } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { JobStatus } from '../kernel/facts.ts';
import type { RequestState } from '../kernel/request.ts';
import { render } from './render.ts';

/** A short message in place of a card, since Teams does not replace a card with text. */
export type NoticeCard = {
  tone: 'info' | 'warning' | 'problem';
  /** Both already rendered in the reader's language, user text through `plain`. */
  title?: string;
  text: string;
  /** Suggested lines to type next. */
  hints?: string[];
  /** Optional reading. */
  details?: string;
};

const styles: Record<NoticeCard['tone'], Tone['style']> = {
  info: 'emphasis',
  warning: 'warning',
  problem: 'attention',
};

export function noticeCard(data: NoticeCard, reader: Reader): CardJson {
  return render(
    'notice',
    {
      tone: styles[data.tone],
      title: data.title ?? '',
      hasTitle: data.title !== undefined,
      text: data.text,
      hasText: data.text !== '',
      hints: (data.hints ?? []).map((text) => ({ text })),
      hasHints: (data.hints ?? []).length > 0,
      details: data.details ?? '',
      hasDetails: data.details !== undefined,
    },
    reader,
  );
}

/** A failure in place of a card: what happened, then the remedy if it isn't in the message. */
export function failureCard(failure: Failure, reader: Reader): CardJson {
  const said = texts(reader.language);
  const told = inWords(failure);
  const { message, remedy } = failureParts(said, told);
  const details = told === failure ? {} : { details: failureParts(said, failure).message };
  const parts = remedy === '' ? { text: message } : { title: message, text: remedy };
  return noticeCard({ tone: 'problem', ...parts, ...details }, reader);
}

/** The original failure, collapsed below a sentence that says it in people's words. */
export function detailsCard(failure: Failure, reader: Reader): CardJson {
  const details = failureParts(texts(reader.language), failure).message;
  return noticeCard({ tone: 'info', text: '', details }, reader);
}

/** Colour never stands alone: it comes with a symbol, and the state in words beside it. */
export type Tone = { symbol: string; style: 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention' };

const requests: Record<RequestState, Tone> = {
  pending: { symbol: '…', style: 'warning' },
  approved: { symbol: '✓', style: 'accent' },
  running: { symbol: '▶', style: 'accent' },
  succeeded: { symbol: '✓', style: 'good' },
  failed: { symbol: '✗', style: 'attention' },
  cancelled: { symbol: '■', style: 'emphasis' },
  rejected: { symbol: '✗', style: 'emphasis' },
  expired: { symbol: '■', style: 'emphasis' },
  withdrawn: { symbol: '■', style: 'emphasis' },
  void: { symbol: '!', style: 'attention' },
};

const jobs: Record<JobStatus, Tone> = {
  InProgress: { symbol: '▶', style: 'accent' },
  Completed: { symbol: '✓', style: 'good' },
  CompletedWithWarnings: { symbol: '!', style: 'warning' },
  Failed: { symbol: '✗', style: 'attention' },
  Cancelling: { symbol: '▶', style: 'warning' },
  Cancelled: { symbol: '■', style: 'emphasis' },
  Invalid: { symbol: '?', style: 'emphasis' },
};

export function requestTone(state: RequestState): Tone {
  return requests[state];
}

export function jobTone(status: JobStatus): Tone {
  return jobs[status];
}
