import { pageArgument, pageId, parsePage, parsePageId } from '../../chat/arguments.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import { newNonce } from '../../kernel/nonce.ts';
import { pageOf } from '../../kernel/page.ts';
import { type JobsCard, jobsCard, jobsText } from '../cards/jobs.ts';
import { listJobs, readJobsFilter } from '../job-lists.ts';

/** A row with a button takes about 1.2 KB. */
const rowsPerPage = 8;

/** Lists jobs of the vaults that this person may read, newest first; from list calls only. */
export const jobs: Command = {
  spec: {
    ...named('jobs'),
    arguments: [{ kind: 'many', name: 'filter' }, pageArgument],
    sideEffect: 'none',
    section: 'jobs',
  },
  takes: 'read',
  wide: true,

  async run(turn, { args, lists }) {
    const { text, card } = await list(turn, lists.filter ?? [], parsePage(args.page));
    return { kind: 'reply', body: { text, card } };
  },

  verbs: {
    'jobs-page': async (turn) => {
      const { page, line } = parsePageId(turn);
      return { kind: 'card', ...(await list(turn, line.split(' ').filter(Boolean), page)) };
    },
  },
};

async function list(turn: Turn, words: string[], number: number) {
  const { services, shared } = turn;
  const query = await readJobsFilter(turn, words);
  const { jobs: found, unread } = await listJobs(services, query);
  const page = pageOf(found, number, rowsPerPage);
  const filter = words.join(' ').slice(0, 100);
  const data: JobsCard = {
    nonce: newNonce(),
    now: services.clock.now(),
    filter,
    ...(query.since && { since: query.since }),
    unread,
    page: { ...page, rows: page.rows.map(({ vault, job }) => ({ vault: vault.name, job })) },
    ...(page.number < page.pages && { next: pageId(page.number + 1, filter) }),
  };
  return { text: jobsText(data, shared), card: jobsCard(data, shared) };
}
