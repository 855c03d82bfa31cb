# Makes the environment when it is missing, then opens the window. Not tried yet on Windows.
#   powershell -ExecutionPolicy Bypass -File packaging\run.ps1 [--demo] [whatever else impact-tracker knows]
. (Join-Path $PSScriptRoot 'setup.ps1')
Write-Output 'Opening Impact Tracker'
& "$bin\python" -m tracker $args
exit $LASTEXITCODE
