#!/usr/bin/env bash
# After `azd up` has deployed: image, tables, app, reading, and the package for Teams. Each step looks whether it is done,
# so that a run that was cut off is gone on with by the next.
. "$(dirname "$0")/common.sh"
same_subscription
pause=${POLL_SECONDS:-10}
others=()

# Sets `image`. The digest is what is deployed: no later push changes it.
build_image() {
  local registry=${REGISTRY%%.*} commit tag digest=
  commit=$(git rev-parse --short=12 HEAD 2>/dev/null) || commit=
  [ -z "$commit" ] || [ -z "$(git status --porcelain)" ] || commit=
  tag=$(node -p 'require("./package.json").version')-${commit:-$(date -u +%Y%m%d%H%M%S)}
  [ -z "$commit" ] || digest=$(az acr repository show --name "$registry" --image "strongroom:$tag" --query digest --output tsv 2>/dev/null) || digest=
  if [ -z "$digest" ]; then
    echo "Building strongroom:$tag in $registry"
    az acr build --registry "$registry" --image "strongroom:$tag" . --output none
    digest=$(az acr repository show --name "$registry" --image "strongroom:$tag" --query digest --output tsv)
  fi
  image=$REGISTRY/strongroom@$digest
}

# The same assignments as infra/roles.bicep gives, by the same names: Azure refuses a second one under another.
let_pull() {
  local pullers
  pullers=$(az identity list --resource-group "rg-$INSTANCE-identity" --query '[].principalId' --output tsv)
  az deployment group create --name "$INSTANCE-pull" --resource-group "$GROUP" --template-file infra/modules/assign-registry.bicep \
    --parameters "name=${REGISTRY%%.*}" "principalIds=[$(sed 's/.*/"&"/' <<<"$pullers" | paste -sd, -)]" --output none ||
    stop "The bot may not pull its image, and without it does not start. The owner of subscription $AZURE_SUBSCRIPTION_ID gives you Role Based Access Control Administrator on group $GROUP, and you type \"azd up\" again; or take a published image (RELEASED_IMAGE), which needs no such right."
}

migrate() {
  local execution status
  execution=$(az containerapp job start --resource-group "$GROUP" --name "$INSTANCE-migrate" --query name --output tsv)
  echo "Making the tables: $execution"
  while :; do
    status=$(az containerapp job execution show --resource-group "$GROUP" --name "$INSTANCE-migrate" --job-execution-name "$execution" --query properties.status --output tsv)
    case $status in
      Succeeded) return ;;
      Failed | Stopped | Degraded) stop "The tables were not made ($status): \"az containerapp job logs show --resource-group $GROUP --name $INSTANCE-migrate --execution $execution --container migrate\" says why. The version that ran goes on. Then \"azd up\" again." ;;
    esac
    sleep "$pause"
  done
}

# Azure reports a deployment as done before its revision runs. `ready` of a container is what its probe hears from /readyz.
wait_until_ready() {
  local revision ready began=$SECONDS
  echo 'Waiting for /readyz'
  while :; do
    revision=$(az containerapp show --resource-group "$GROUP" --name "$INSTANCE" --query properties.latestRevisionName --output tsv)
    ready=$(az containerapp replica list --resource-group "$GROUP" --name "$INSTANCE" --revision "$revision" --query '[].properties.containers[].ready' --output tsv)
    if [ -n "$ready" ] && ! grep -qiv true <<<"$ready"; then return; fi
    [ $((SECONDS - began)) -lt "${READY_SECONDS:-600}" ] ||
      stop "The bot is not ready: \"az containerapp logs show --resource-group $GROUP --name $INSTANCE --tail 50\" says why. Then \"azd up\" again."
    sleep "$pause"
  done
}

# Built-in Reader holds all that tier observe reads. Where a stage gave the bot's own role, that is enough.
let_read() {
  local scope=/subscriptions/$1 held said
  local mine="[?principalId=='$PRINCIPAL_ID' && (roleDefinitionName=='Reader' || starts_with(roleDefinitionName, 'Strongroom observe'))].id"
  held=$(az role assignment list --scope "$scope" --include-inherited --fill-principal-name false --query "$mine" --output tsv) || held=
  [ -z "$held" ] || return 0
  local -a give=(az role assignment create --role Reader --scope "$scope" --assignee-object-id "$PRINCIPAL_ID" --assignee-principal-type ServicePrincipal)
  if said=$("${give[@]}" --output none 2>&1); then return; fi
  grep -q AuthorizationFailed <<<"$said" || printf '%s\n' "$said" >&2
  others+=("Owner of subscription $1: ${give[*]}   (without it the bot sees no machine there)")
}

image=$(value RELEASED_IMAGE)
if [ -z "$image" ]; then
  # Before the build, which takes longer than Azure to act on it. A registry of one's own is given by hand, and one that the
  # bot has pulled from needs nobody with the right to give rights.
  [ -n "$(value REGISTRY_SERVER)" ] || [[ $(value IMAGE) = "$REGISTRY"/* ]] || let_pull
  build_image
fi
if [ "$(value IMAGE)" != "$image" ]; then
  # An app without its tables does not start: the job first, then the app. The version that runs goes on beside it.
  if [ "$(value MIGRATE_IMAGE)" != "$image" ]; then
    keep MIGRATE_IMAGE "$image"
    deploy main
  fi
  migrate
  IMAGE=$image deploy main
  keep IMAGE "$image"
fi
wait_until_ready

for subscription in $(ids "$SUBSCRIPTION_IDS"); do let_read "$subscription"; done

[ -d node_modules ] || npm ci --no-audit --no-fund
zip=$PWD/appPackage/build/$INSTANCE.zip
npm run --silent package -- --bot-id "$BOT_APP_ID" --host "$HOST" --name "$(value DISPLAY_NAME | grep . || echo Strongroom)" --out "$zip" >/dev/null

echo
echo "The bot runs at https://$HOST, in stage observe: it reads, and changes nothing."
echo "Yours to do: in Teams, Apps, Manage your apps, Upload an app: $zip. Then type \"vms\" and \"doctor\" to it."
echo 'What only others can grant:'
for line in ${others[@]+"${others[@]}"}; do echo "- $line"; done
echo "- Teams administrator: upload $zip in the Teams admin center and allow it   (without it only who may upload custom apps has the bot)"
echo "- Privileged Role Administrator: bash infra/azd/graph-rights.sh $PRINCIPAL_ID   (without it everybody may look, and nobody may change or decide; stage 1 does without)"
