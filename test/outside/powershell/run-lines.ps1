# Runs lines as a person would who pastes them: one after another in one session, each complete in itself. What the stubs
# of the Az cmdlets were given is written down. In: JSON { stubs, job, cases: [{ name, lines }] }. Out: JSON.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$given = [Console]::In.ReadToEnd() | ConvertFrom-Json

$script:calls = $null
$script:job = [pscustomobject]@{ PSTypeName = 'Az.Job'; JobId = $given.job; Status = 'Completed'; ActivityId = 'a' }
$script:headers = ([Net.Http.HttpResponseMessage]::new()).Headers
$script:headers.Add('Azure-AsyncOperation', 'https://management.azure.com/subscriptions/s/operationsStatus/o?api-version=2026-07-01&h=x')
$script:machine = [pscustomobject]@{ PSTypeName = 'Az.Machine' }
$script:disks = @('os', 'data-0', 'data-5') | ForEach-Object { [pscustomobject]@{ Id = "/subscriptions/s/disks/$_"; Name = $_; ResourceGroupName = 'rg'; Tags = @{ RSVaultBackup = $given.job } } }
$script:disks += [pscustomobject]@{ Id = '/subscriptions/s/disks/of-somebody-else'; Tags = $null }

function Add-Call([string] $name, [string] $set, $bound) {
  $values = [ordered]@{}
  foreach ($key in $bound.Keys | Sort-Object) {
    $value = $bound[$key]
    $values[$key] = if ($value -is [datetime]) { $value.ToString('o') }
      elseif ($value -is [securestring]) { ConvertFrom-SecureString $value -AsPlainText }
      elseif ($value -is [switch]) { [bool] $value }
      elseif ($value -is [pscustomobject]) { $value.PSTypeNames[0] }
      else { $value }
  }
  $script:calls.Add([pscustomobject]@{ name = $name; set = $set; values = $values })
}

# What is waited for is not over when it is first asked for.
function Get-State([string] $first) {
  $script:asked++
  if ($script:asked % 2) { $first } else { 'Succeeded' }
}

# Where a key is brought out, the first restore is meant to fail.
function Get-Ended {
  if (-not $script:toFail) { return $script:job }
  $script:toFail = $false
  [pscustomobject]@{ PSTypeName = 'Az.Job'; JobId = $given.job; Status = 'Failed'; ActivityId = 'a' }
}

# The config as Azure Backup writes it: UTF-16 with a NUL behind it.
function Save-Blob([string] $blob, [string] $file) {
  $disk = { param($name, $lun) @{ lun = $lun; name = $name; managedDisk = @{ id = "/subscriptions/s/disks/$name" }; vhd = @{ uri = "https://acc.blob.core.windows.net/box/$name" } } }
  if ($blob -eq 'config') {
    $config = @{ 'properties.storageProfile' = @{ osDisk = (& $disk 'os' -1); dataDisks = @((& $disk 'data-0' 0), (& $disk 'data-5' 5)) } }
    [IO.File]::WriteAllBytes("$PWD/$file", [Text.Encoding]::Unicode.GetBytes((ConvertTo-Json $config -Depth 9) + [char] 0))
  } elseif ($blob -eq 'cvm') {
    ConvertTo-Json @{ OsDiskEncryptionDetails = @{ KeyBackupData = 'AAAA' } } | Set-Content -LiteralPath $file
  } else {
    $one = @{ KeyUrl = 'https://kv.vault.azure.net/keys/kek/1'; KeyBackupData = 'AAAA'; SecretUrl = 'https://kv.vault.azure.net/secrets/BEK/1'; SecretData = 'secret'; KeyVaultSecretBackupData = 'AAAA' }
    ConvertTo-Json @{ 'os' = $one } -Depth 9 | Set-Content -LiteralPath $file
  }
}

. ([scriptblock]::Create($given.stubs))

function Invoke-Case($case) {
  $script:asked = 0
  $script:toFail = $case.name -like '*a restore brings it out*'
  $script:calls = [System.Collections.Generic.List[object]]::new()
  $problems = [System.Collections.Generic.List[string]]::new()
  foreach ($line in $case.lines) {
    $mistakes = $null
    [void] [System.Management.Automation.Language.Parser]::ParseInput($line, [ref] $null, [ref] $mistakes)
    if ($mistakes) { $problems.Add("$($mistakes[0].Message) in: $line"); continue }
    try { . ([scriptblock]::Create($line)) | Out-Null } catch { $problems.Add("$($_.Exception.Message) in: $line") }
  }
  [pscustomobject]@{ name = $case.name; calls = $script:calls; problems = $problems; left = @(Get-ChildItem -Force -Name) }
}

$home_ = $PWD.Path
$done = foreach ($case in $given.cases) {
  $folder = New-Item -ItemType Directory -Path (Join-Path $home_ ([guid]::NewGuid()))
  Set-Location $folder
  & { Invoke-Case $case }
  Set-Location $home_
  Remove-Item -Recurse -Force $folder
}
ConvertTo-Json @($done) -Depth 9 -Compress
