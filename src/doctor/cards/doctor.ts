import { type TextParams, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import type { Diagnosis, DiagnosisState } from '../rules/diagnosis.ts';

/** What the doctor found, worst first. */
export type DoctorCard = { diagnoses: Diagnosis[] };

export type DoctorLine = { state: DiagnosisState; message: string; remedy: string };

/** A card holds some 25 KB. */
const mostLines = 24;
const symbols: Record<DiagnosisState, string> = { bad: '✗', unknown: '?', off: '–', good: '✓' };

export function doctorCard({ diagnoses }: DoctorCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const told = diagnoses.filter(({ state }) => state !== 'good');
  const good = diagnoses.filter(({ state }) => state === 'good');
  const bad = told.filter(({ state }) => state === 'bad').length;
  const lines = told.slice(0, mostLines).map((each) => doctorLine(each, reader));
  const more = told.length - lines.length;
  return render(
    'doctor',
    {
      heading: t('doctor.heading'),
      style: bad > 0 ? 'attention' : told.length > 0 ? 'default' : 'good',
      conclusion: conclusionOf(diagnoses, reader),
      lines: lines.map(({ message, remedy }) => ({ message, remedy, hasRemedy: remedy !== '' })),
      more: t('doctor.more', { count: more }),
      hasMore: more > 0,
      fine: good.map((each) => doctorLine(each, reader).message.replace(/^✓ /, '')).join(' '),
      hasFine: good.length > 0,
    },
    reader,
  );
}

export function doctorText({ diagnoses }: DoctorCard, reader: Reader): string {
  const worst = diagnoses.find(({ state }) => state === 'bad');
  const conclusion = conclusionOf(diagnoses, reader);
  return worst ? `${conclusion} ${doctorLine(worst, reader).message}` : conclusion;
}

/** In words as well as by a symbol: what was found, and what to do about it. */
export function doctorLine({ code, state, params }: Diagnosis, reader: Reader): DoctorLine {
  const { t, has } = texts(reader.language);
  const key = `doctor.${code}.${state}`;
  const safe: TextParams = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? shown(value, 400) : value]),
  );
  return {
    state,
    message: `${symbols[state]} ${t(`${key}.message`, safe)}`,
    remedy: has(`${key}.remedy`) ? t(`${key}.remedy`, safe) : '',
  };
}

function conclusionOf(diagnoses: readonly Diagnosis[], reader: Reader): string {
  const { t } = texts(reader.language);
  const count = (state: DiagnosisState) => diagnoses.filter((each) => each.state === state).length;
  const bad = count('bad');
  const rest = { off: count('off'), unknown: count('unknown') };
  return bad > 0 ? t('doctor.bad', { ...rest, count: bad }) : t('doctor.nothing-bad', rest);
}
