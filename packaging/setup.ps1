# Makes the environment when it is missing; run.ps1 and test.ps1 begin with it. Not tried yet on Windows.
$ErrorActionPreference = 'Stop'
$clone = Split-Path -Parent $PSScriptRoot
$bin = Join-Path $clone '.venv\Scripts'
$ready = Join-Path $clone '.venv\.installed'

function Stop-Here($sentence) {
    [Console]::Error.WriteLine($sentence)
    exit 1
}

function Test-Ready {
    if (-not (Test-Path $ready)) { return $false }
    $since = (Get-Item $ready -Force).LastWriteTime
    foreach ($name in 'pyproject.toml', 'constraints.txt') {
        if ((Get-Item (Join-Path $clone $name)).LastWriteTime -gt $since) { return $false }
    }
    return (Get-Content $ready) -eq $clone
}

if (-not (Test-Ready)) {
    if (-not (Get-Command py -ErrorAction SilentlyContinue)) {
        Stop-Here 'There is no Python here. Install it, then type the same command again: winget install Python.Python.3.13'
    }
    & py -3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'
    if ($LASTEXITCODE) {
        Stop-Here 'Impact Tracker needs Python 3.11 or newer. Install it, then type the same command again: winget install Python.Python.3.13'
    }
    Write-Output 'Making the environment in .venv, once: about 150 MB to fetch, and half a quiet minute to unpack them.'
    & py -3 -m venv --clear (Join-Path $clone '.venv')
    if ($LASTEXITCODE) { Stop-Here 'Python could not make an environment in .venv, for the reason above.' }
    Push-Location $clone
    & "$bin\python" -m pip install --editable '.[dev]' --constraint constraints.txt
    $failed = $LASTEXITCODE
    Pop-Location
    if ($failed) {
        Stop-Here 'The environment is not complete, for the reason above. Is there a network? The same command tries again.'
    }
    Set-Content $ready $clone
}
