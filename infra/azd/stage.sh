#!/usr/bin/env bash
# Turns tiers on and off: docs/deploy.md, stages 2 to 6. Its values stay in the azd environment.
. "$(dirname "$0")/common.sh"

usage='bash infra/azd/stage.sh on <tier>… [NAME=value]…
bash infra/azd/stage.sh off <tier>…|all
tiers: protect grant restore rebuild keys drill quarantine'
tiers='protect grant restore rebuild keys drill quarantine'
direction=${1:-}
[ $# -ge 2 ] && [[ $direction =~ ^(on|off)$ ]] || stop "$usage"
shift

# Each value of azd, quoted for this shell: a policy is a text of several lines.
eval "$(azd env get-values --output json | node -e '
  for (const [name, value] of Object.entries(JSON.parse(require("node:fs").readFileSync(0, "utf8"))))
    if (/^[A-Z][A-Z0-9_]*$/.test(name)) console.log(`export ${name}=\x27${String(value).replaceAll("\x27", "\x27\\\x27\x27")}\x27`);')"
same_subscription
[ -n "${PRINCIPAL_ID:-}" ] || stop 'Stage 1 comes first: "azd up".'

chosen=
for word in "$@"; do
  if [[ $word =~ ^[A-Z][A-Z0-9_]*= ]]; then
    keep "${word%%=*}" "${word#*=}"
  elif [[ " $tiers all " = *" $word "* ]]; then
    chosen="$chosen $word"
  else
    stop "$word is no tier." "$usage"
  fi
done

setting() { printf 'TIER_%s' "$(tr '[:lower:]' '[:upper:]' <<<"$1")"; }
is_on() {
  local name
  name=$(setting "$1")
  [ "${!name:-false}" = true ]
}
need() {
  [ -n "${!2:-}" ] && [ "${!2}" != '[]' ] || stop "Tier $1 needs $2: $3"
}
# $1 needs tier $2, as it restores by it.
need_tier() { is_on "$2" || [[ " $chosen " = *" $2 "* ]] || stop "Tier $1 needs tier $2."; }
need_place() {
  [[ ${RESTORE_PROFILES_JSON:-} = *"\"$1\""* ]] || stop "Tier $1 needs a place \"$1\" in RESTORE_PROFILES_JSON."
}

turn_on() {
  for tier in $chosen; do
    case $tier in
      protect) need protect VAULT_IDS 'ARM ids of the vaults' ;;
      grant)
        need grant GRANT_KEY_VAULT_IDS 'ARM ids of the key vaults of encrypted machines'
        if [ -z "${BACKUP_SERVICE_ID:-}" ]; then
          backup=262044b1-e2ce-469f-a196-69ab7ada62d3
          [ "$(az cloud show --query name --output tsv)" != AzureUSGovernment ] || backup=ff281ffe-705c-4f53-9f37-a40e6f2c68f3
          service=$(az ad sp show --id "$backup" --query id --output tsv)
          keep BACKUP_SERVICE_ID "$service"
        fi
        ;;
      restore)
        need restore VAULT_IDS 'ARM ids of the vaults'
        need restore RESTORE_PROFILES_JSON 'where restores from each vault go'
        ;;
      rebuild) need_tier rebuild restore ;;
      keys)
        need_tier keys restore
        need keys KEY_VAULT_IDS 'ARM ids of key vaults with Azure roles'
        ;;
      drill | quarantine)
        need_tier "$tier" restore
        need_tier "$tier" rebuild
        need_place "$tier"
        ;;
      all) stop "Tiers are turned on by name." "$usage" ;;
    esac
  done
  for tier in $chosen; do export "$(setting "$tier")=true"; done
  deploy roles || stop "Nothing was turned on. Roles are written by Owner, or by User Access Administrator with Contributor, on subscription $AZURE_SUBSCRIPTION_ID and on each of $SUBSCRIPTION_IDS."
  for tier in $chosen; do keep "$(setting "$tier")" true; done
  # The bot's own role of tier observe takes the place of Reader, which reads more.
  for id in $(ids "$SUBSCRIPTION_IDS"); do take_away "$id" "'Reader'"; done
  deploy main
  echo "On:$chosen. Back: bash infra/azd/stage.sh off$chosen"
}

# Takes the roles in $2, quoted names, away from the bot in subscription $1, wherever in it they were given.
take_away() {
  local assignments
  assignments=$(az role assignment list --subscription "$1" --all --fill-principal-name false \
    --query "[?principalId=='$PRINCIPAL_ID' && contains([$2], roleDefinitionName)].id" --output tsv)
  for assignment in $assignments; do az role assignment delete --ids "$assignment"; done
}

# Names of roles, quoted: those of the chosen tiers that no tier which stays on has too.
roles_to_take() {
  CHOSEN=$chosen STAY=$(for tier in $tiers; do if is_on "$tier"; then echo "$tier"; fi; done) node -e '
    const { readdirSync, readFileSync } = require("node:fs");
    const read = (file) => JSON.parse(readFileSync(`infra/roles/${file}`, "utf8"));
    const words = (text) => text.split(/\s+/).filter(Boolean);
    const of = process.env.INSTANCE === "strongroom" ? "" : ` (${process.env.INSTANCE})`;
    const own = readdirSync("infra/roles").filter((file) => file !== "built-in.json").map(read).map(({ tier, name }) => ({ tier, role: name + of }));
    const all = [...own, ...read("built-in.json")];
    const rolesOf = (tiers) => new Set(all.filter(({ tier }) => tiers.includes(tier)).map(({ role }) => role));
    const stay = rolesOf(words(process.env.STAY));
    console.log([...rolesOf(words(process.env.CHOSEN))].filter((role) => !stay.has(role)).map((role) => `\x27${role}\x27`).join(", "));'
}

turn_off() {
  local everything=
  if [[ " $chosen " = *' all '* ]]; then
    everything=yes
    chosen="observe $tiers"
  fi
  for tier in $chosen; do
    # A restore that is under way in a place of theirs would be left without a right.
    case $tier in
      restore) for other in rebuild keys drill quarantine; do ! is_on "$other" || [[ " $chosen " = *" $other "* ]] || stop "Tier $other goes with tier restore: turn it off too."; done ;;
      rebuild) for other in drill quarantine; do ! is_on "$other" || [[ " $chosen " = *" $other "* ]] || stop "Tier $other goes with tier rebuild: turn it off too."; done ;;
    esac
  done
  for tier in $chosen; do [ "$tier" = observe ] || keep "$(setting "$tier")" false; done
  local roles subscriptions
  roles=$(roles_to_take)
  [ -z "$everything" ] || roles="$roles, 'Reader', 'AcrPull', 'Monitoring Metrics Publisher'"
  subscriptions=$({ ids "$AZURE_SUBSCRIPTION_ID ${SUBSCRIPTION_IDS:-}"; grep -oE '/subscriptions/[0-9a-fA-F-]{36}' <<<"${VAULT_IDS:-} ${GRANT_KEY_VAULT_IDS:-} ${KEY_VAULT_IDS:-} ${SOURCE_GROUP_IDS:-} ${REBUILD_GROUP_IDS:-} ${RESTORE_PROFILES_JSON:-}" | cut -d/ -f3; } | sort -u)
  for id in $subscriptions; do take_away "$id" "$roles"; done
  if [ -z "$everything" ]; then
    deploy main
    echo "Off:$chosen"
    return
  fi
  local mine="!contains(roleName, '(')"
  [ "$INSTANCE" = strongroom ] || mine="contains(roleName, '($INSTANCE)')"
  for id in $subscriptions; do
    for role in $(az role definition list --subscription "$id" --custom-role-only --query "[?starts_with(roleName, 'Strongroom ') && $mine].name" --output tsv); do
      az role definition delete --subscription "$id" --name "$role"
    done
    if [ "${ALERT_EMAILS:-[]}" != '[]' ]; then
      az monitor diagnostic-settings subscription delete --subscription "$id" --name "to-$INSTANCE" --yes
    fi
  done
  echo "The bot has no rights any more. To delete the rest of it: az group delete --name $GROUP; az group delete --name rg-$INSTANCE-identity"
}

"turn_$direction"
