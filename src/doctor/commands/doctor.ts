import { requireAdmin } from '../../access/memberships.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import { doctorCard, doctorText } from '../cards/doctor.ts';
import { examine } from '../doctor.ts';

/** Checks everything that the commands need. Only for people who can fix it: it shows how the bot is set up. */
export const doctor: Command = {
  spec: {
    ...named('doctor'),
    arguments: [],
    sideEffect: 'none',
    section: 'settings',
  },
  takes: 'audit',

  async run({ services, incoming, personal }) {
    await requireAdmin(services, incoming.from.objectId);
    const diagnoses = await examine({ ...services, now: services.clock.now() });
    return { kind: 'notice', text: doctorText({ diagnoses }, personal), card: doctorCard({ diagnoses }, personal) };
  },
};
