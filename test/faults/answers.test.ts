import { azureFaults } from './azure-faults.ts';
import { inOneSandbox } from './in-one-sandbox.ts';
import { lostAnswers } from './lost-answers.ts';
import { teamsFaults } from './teams-faults.ts';
import { shortAzureMs } from './until.ts';

inOneSandbox('answers of Azure and Teams', [lostAnswers, azureFaults, teamsFaults], {
  azureTimeoutMs: shortAzureMs,
});
