import { channel } from './channel.ts';
import { defineFeature } from './feature.ts';
import { expireForm, formVerbs, viewForm } from './forms.ts';
import { help } from './help.ts';
import { lineVerbs } from './line-verb.ts';
import { privateVerbs } from './private-answers.ts';
import { auditCounted } from './refusals.ts';
import { settings } from './settings.ts';

export const chatFeature = defineFeature({
  name: 'chat',
  commands: [help, settings, channel],
  verbs: { ...formVerbs, ...lineVerbs, ...privateVerbs },
  viewVerbs: { 'view-form': viewForm },
  dialogVerbs: ['view-form'],
  timers: {
    form: expireForm,
    refusals: auditCounted,
  },
});
