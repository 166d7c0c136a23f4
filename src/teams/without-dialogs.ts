import { createRequire, Module } from 'node:module';

/**
 * teams-ai's sign-in by prompts, which nothing here uses, loads botbuilder-dialogs with its recognisers of numbers
 * and dates in many languages: 30 MB of memory. While loading, it needs only one class of them to extend. Import
 * this before it.
 */
const ofTeamsAi = createRequire(createRequire(import.meta.url).resolve('@microsoft/teams-ai/lib/Application.js'));
const dialogs = new Module(ofTeamsAi.resolve('botbuilder-dialogs'));
dialogs.exports = { Dialog: class {} };
dialogs.loaded = true;
ofTeamsAi.cache[dialogs.id] = dialogs;
