#!/usr/bin/env bash
# The rights of the bot's identity in Microsoft Graph: who is a guest, who is in a group, and whether Azure Backup may read keys.
set -euo pipefail
if [ $# -ne 1 ]; then
  echo 'bash infra/azd/graph-rights.sh <object id of the identity>' >&2
  exit 1
fi
graph=00000003-0000-0000-c000-000000000000
at=$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)
url=${at%/}/v1.0/servicePrincipals/$1/appRoleAssignments
resource=$(az ad sp show --id $graph --query id --output tsv)
held=$(az rest --method get --url "$url" --query 'value[].appRoleId' --output tsv)
for right in User.Read.All GroupMember.Read.All Application.Read.All; do
  role=$(az ad sp show --id $graph --query "appRoles[?value=='$right'].id" --output tsv)
  if grep -qx "$role" <<<"$held"; then
    echo "$right is there."
    continue
  fi
  az rest --method post --url "$url" --body "{\"principalId\": \"$1\", \"resourceId\": \"$resource\", \"appRoleId\": \"$role\"}" --output none
  echo "$right is given."
done
