#!/usr/bin/env bash
# Before `azd up` deploys: finds what it would otherwise ask, registers providers, and changes nothing else in Azure.
. "$(dirname "$0")/common.sh"

for tool in az node npm; do
  command -v "$tool" >/dev/null || stop "$tool is missing. Azure Cloud Shell (Bash) has all of them."
done
same_subscription

# The name of the azd environment, the first question, is that of the instance (NAME is taken: WSL has its host name there). It never takes over what is there already.
if [ -z "$(value INSTANCE)" ]; then
  [[ ${AZURE_ENV_NAME:-} =~ ^[a-z0-9]{3,12}$ ]] ||
    stop "The environment is called ${AZURE_ENV_NAME:-nothing}; its name becomes that of the bot: 3 to 12 small letters and digits. Type \"azd env new strongroom\"."
  for group in "rg-$AZURE_ENV_NAME" "rg-$AZURE_ENV_NAME-identity"; do
    there=$(az group exists --name "$group")
    [ "$there" = false ] ||
      stop "There is a group $group in this subscription, which this environment did not make. Take another name (\"azd env new <name>\"), or say that it is this bot's: \"azd env set INSTANCE $AZURE_ENV_NAME\"."
  done
  keep INSTANCE "$AZURE_ENV_NAME"
fi

# A tag can be moved to another image after somebody looked at it.
released=$(value RELEASED_IMAGE)
if [ -n "$released" ]; then
  [[ $released =~ @sha256:[0-9a-f]{64}$ ]] || stop "RELEASED_IMAGE names its image by digest: <host>/<name>@sha256:<64 digits>. It is $released."
  keep MIGRATE_IMAGE "$released"
fi

if [ -z "$(value ADMIN_IDS)" ]; then
  if me=$(az ad signed-in-user show --query id --output tsv) && [ -n "$me" ]; then
    keep ADMIN_IDS "[\"$me\"]"
  else
    echo "Azure did not say who you are, so nobody may change settings yet: \"azd env set ADMIN_IDS '[\"<object id>\"]'\", and \"azd up\" again."
  fi
fi

# Those with a Recovery Services vault, as far as whoever deploys may see them.
if [ -z "$(value SUBSCRIPTION_IDS)" ]; then
  query='resources | where type =~ "microsoft.recoveryservices/vaults" | distinct subscriptionId'
  found=$(az rest --method post --url '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01' \
    --body "{\"query\": \"${query//\"/\\\"}\"}" --query 'data[].subscriptionId' --output tsv) ||
    stop "The subscriptions with vaults could not be found. Name them: \"azd env set SUBSCRIPTION_IDS '[\"<subscription id>\"]'\"."
  if [ -z "$found" ]; then
    found=$AZURE_SUBSCRIPTION_ID
    echo 'You see no Recovery Services vault: the bot looks at its own subscription until SUBSCRIPTION_IDS names others.'
  fi
  keep SUBSCRIPTION_IDS "[$(sed 's/.*/"&"/' <<<"$found" | paste -sd, -)]"
fi

# A template registers only what it names itself, and an environment of apps needs that of containers beside its own.
registered=$(az provider list --query "[?registrationState=='Registered'].namespace" --output tsv)
missing=
for provider in Microsoft.App Microsoft.ContainerService Microsoft.ContainerRegistry Microsoft.DBforPostgreSQL \
  Microsoft.BotService Microsoft.ManagedIdentity Microsoft.Network Microsoft.OperationalInsights Microsoft.Insights; do
  grep -qix "$provider" <<<"$registered" || missing="$missing $provider"
done
for provider in $missing; do
  az provider register --namespace "$provider" --output none ||
    stop "You may not register $provider in subscription $AZURE_SUBSCRIPTION_ID." \
      "Whoever owns it gives you Contributor there, which all of this needs, or types \"az provider register --namespace $provider\"."
done
for provider in $missing; do
  az provider register --namespace "$provider" --wait --output none
done

echo "Instance $INSTANCE in subscription $AZURE_SUBSCRIPTION_ID, tenant $(az account show --query tenantId --output tsv), region $AZURE_LOCATION"
echo "  reads the vaults of: $(ids "$(value SUBSCRIPTION_IDS)" | paste -sd' ' -)"
echo "  administrator: $(value ADMIN_IDS)"
echo "  image: ${released:-built from this folder}"
