# What the scripts of azd share. Lists are JSON, as infra/*.bicepparam read them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

stop() {
  printf '%s\n' "$@" >&2
  exit 1
}

# A value of the azd environment; empty where there is none, which azd tells on standard output.
value() {
  local found
  if found=$(azd env get-value "$1" 2>/dev/null); then printf '%s' "$found"; fi
}

keep() {
  azd env set "$1" "$2" >/dev/null
  export "$1=$2"
}

# One id a line, of a JSON list.
ids() {
  printf '%s' "$1" | grep -oE '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}' || true
}

# Every call of az goes where azd goes, and nobody's choice of subscription is changed behind their back.
same_subscription() {
  [ -n "${AZURE_SUBSCRIPTION_ID:-}" ] || stop 'azd has no subscription yet: type "azd up", which asks for it.'
  local active
  active=$(az account show --query id --output tsv) || stop 'az is not signed in: type "az login".'
  [ "$active" = "$AZURE_SUBSCRIPTION_ID" ] || stop "az is at subscription $active, and azd at $AZURE_SUBSCRIPTION_ID." \
    "Type \"az account set --subscription $AZURE_SUBSCRIPTION_ID\" (after \"az login --tenant <its tenant>\" if it is not listed), or make another environment with \"azd env new\"."
}

# main or roles. The parameter files read the values of azd, which every script here has in its environment.
deploy() {
  local called=$INSTANCE-$AZURE_LOCATION
  [ "$1" = main ] || called=$INSTANCE-$1-$AZURE_LOCATION
  az deployment sub create --name "$called" --location "$AZURE_LOCATION" --parameters "infra/$1.bicepparam" --output none
}
