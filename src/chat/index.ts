import { channel, channelAllow } from './channel.ts';
import { defineFeature } from './feature.ts';
import { forget } from './forget.ts';
import { expireForm, formVerbs, viewForm } from './forms.ts';
import { help } from './help.ts';
import { lineVerbs } from './line-verb.ts';
import { language, timezone } from './preferences.ts';
import { channelPrivate, privateVerbs } from './private-answers.ts';
import { auditCounted } from './refusals.ts';

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
