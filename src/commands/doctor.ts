import { doctorCard, doctorText } from '../cards/doctor.ts';
import { examine } from '../services/doctor.ts';
import { demandAdmin } from '../services/members.ts';
import { named } from '../text/command-words.ts';
import type { Command } from './command.ts';

/** Whether everything is there that the commands need. Only for those who can mend it: it shows how the bot is set up. */
export const doctor: Command = {
  spec: {
    ...named('doctor'),
    arguments: [],
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
