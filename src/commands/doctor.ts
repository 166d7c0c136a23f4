import { doctorCard, doctorText } from '../cards/doctor.ts';
import { named } from '../domain/command-line/command-names.ts';
import { examine } from '../services/doctor.ts';
import { demandAdmin } from '../services/members.ts';
import type { Command } from './command.ts';

/** Whether everything is there that the commands need. Only for those who can mend it: it shows how the bot is set up. */
export const doctor: Command = {
  spec: {
    ...named('doctor'),
    arguments: [],
    examples: {
      en: ['doctor'],
      nl: ['dokter'],
    },
    sideEffect: 'none',
    section: 'settings',
  },
  takes: 'audit',

  async run({ services, incoming, personal }) {
    await demandAdmin(services, incoming.from.objectId);
    const diagnoses = await examine({ ...services, now: services.clock.now() });
    return { kind: 'notice', text: doctorText({ diagnoses }, personal), card: doctorCard({ diagnoses }, personal) };
  },
};
