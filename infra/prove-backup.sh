#!/usr/bin/env bash
# Restores the database as a copy, verifies its audit chain there, and deletes the copy: docs/operations.md, "Proving the backup".
set -euo pipefail
if [ $# -lt 3 ]; then
  echo "bash infra/prove-backup.sh <resource group> <server> <seq>:<hash> of an earlier audit head" >&2
  exit 1
fi
group=$1 server=$2 head=$3
name=${INSTANCE:-strongroom}
copy=$server-proof
began=$(date +%s)

# Deleted in the end is only what this run has made. A list tells "there is none" from "it could not be told".
there=$(az postgres flexible-server list --resource-group "$group" --query "[?name=='$copy'].name" --output tsv)
if [ -n "$there" ]; then
  echo "There is a server $copy already: another run is under way, or one was cut off. Delete it by hand once nobody needs it." >&2
  exit 1
fi

# Whatever happens the copy goes: it holds everything, and costs.
trap 'az postgres flexible-server delete --resource-group "$group" --name "$copy" --yes --output none || echo "Delete $copy by hand." >&2' EXIT

moment=$(date -u -d "${RESTORE_AT:-1 hour ago}" +%Y-%m-%dT%H:%M:%SZ)
echo "Restoring $server as of $moment to $copy"
az postgres flexible-server restore --resource-group "$group" --name "$copy" --source-server "$server" --restore-time "$moment" --output none
host=$(az postgres flexible-server show --resource-group "$group" --name "$copy" --query fullyQualifiedDomainName --output tsv)
echo "Restored in $(($(date +%s) - began)) s"

template=$(mktemp)
az containerapp job show --resource-group "$group" --name "$name-audit-verify" --query properties.template --output json |
  HOST_OF_COPY=$host HEAD=$head node -e '
    const template = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    for (const container of template.containers) {
      container.args = ["src/app/cli/audit.ts", "verify", "--json", "--head", process.env.HEAD];
      container.command = ["node"];
      // The anchor may hold a head that is newer than the copy.
      container.env = container.env.filter(({ name }) => name !== "AUDIT_ANCHOR");
      for (const setting of container.env) {
        if (setting.name === "DATABASE_URL") setting.value = setting.value.replace(/@[^:/]+/, "@" + process.env.HOST_OF_COPY);
      }
    }
    console.log(JSON.stringify(template));' >"$template"
execution=$(az containerapp job start --resource-group "$group" --name "$name-audit-verify" --yaml "$template" --query name --output tsv)
while :; do
  status=$(az containerapp job execution show --resource-group "$group" --name "$name-audit-verify" --job-execution-name "$execution" --query properties.status --output tsv)
  case $status in Succeeded | Failed | Stopped | Degraded) break ;; esac
  sleep "${POLL_SECONDS:-10}"
done
took=$(($(date +%s) - began))
if [ "$status" = Succeeded ]; then
  echo "The copy holds a whole audit chain with the head that was given. Restored and verified in $took s."
else
  echo "The audit chain of the copy was not verified ($status): see the log of $execution." >&2
  exit 1
fi
