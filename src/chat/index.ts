import { defineFeature } from '../features/feature.ts';
import { channel, channelAllow } from './channel.ts';
import { expireForm } from './expire-form.ts';
import { forget } from './forget.ts';
import { formVerbs, viewForm } from './form-verbs.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { lineVerbs } from './line-verb.ts';
import { auditCounted } from './note-refusal.ts';
import { channelPrivate, privateVerbs } from './private-answers.ts';
import { timezone } from './timezone.ts';

export const chatFeature = defineFeature({
  name: 'chat',
  commands: [help, channel, channelAllow, channelPrivate, forget, language, timezone],
  verbs: { ...formVerbs, ...lineVerbs, ...privateVerbs },
  viewVerbs: { 'view-form': viewForm },
  dialogVerbs: ['view-form'],
  timers: {
    form: expireForm,
    refusals: auditCounted,
  },
});
