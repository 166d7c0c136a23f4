import { defineFeature } from '../features/feature.ts';
import { digest, digestDaily, digestOff } from './commands/digest.ts';
import { mute, unmute } from './commands/mute.ts';
import { onIt } from './commands/on-it.ts';
import { subscribe, subscriptions, unsubscribe } from './commands/subscribe.ts';
import { sendDigest } from './send-digest.ts';

export const notificationsFeature = defineFeature({
  name: 'notifications',
  commands: [subscribe, unsubscribe, subscriptions, mute, unmute, onIt, digest, digestDaily, digestOff],
  timers: { digest: sendDigest },
});
