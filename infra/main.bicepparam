using 'main.bicep'

// Values come from the environment, so that nothing of a tenant is kept here. Lists are JSON.
param location = readEnvironmentVariable('AZURE_LOCATION')
param image = readEnvironmentVariable('IMAGE', '')
param subscriptionIds = json(readEnvironmentVariable('SUBSCRIPTION_IDS'))
param protect = bool(readEnvironmentVariable('TIER_PROTECT', 'false'))
param restore = bool(readEnvironmentVariable('TIER_RESTORE', 'false'))
param grant = bool(readEnvironmentVariable('TIER_GRANT', 'false'))
param grantKeyVaultIds = json(readEnvironmentVariable('GRANT_KEY_VAULT_IDS', '[]'))
param backupServiceId = readEnvironmentVariable('BACKUP_SERVICE_ID', '')
param vaultIds = json(readEnvironmentVariable('VAULT_IDS', '[]'))
param restoreProfiles = json(readEnvironmentVariable('RESTORE_PROFILES_JSON', '[]'))
param sourceResourceGroupIds = json(readEnvironmentVariable('SOURCE_GROUP_IDS', '[]'))
param keyVaultIds = json(readEnvironmentVariable('KEY_VAULT_IDS', '[]'))
param admins = json(readEnvironmentVariable('ADMIN_IDS', '[]'))
param language = readEnvironmentVariable('BOT_LANGUAGE', 'en')
param timeZone = readEnvironmentVariable('BOT_TIME_ZONE', 'UTC')
param applicationInsights = bool(readEnvironmentVariable('APPLICATION_INSIGHTS', 'false'))
