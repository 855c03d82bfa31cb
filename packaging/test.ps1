# Makes the environment when it is missing, then looks at the code and runs the tests. Not tried yet on Windows.
#   powershell -ExecutionPolicy Bypass -File packaging\test.ps1 [what pytest shall know, such as a file of tests]
. (Join-Path $PSScriptRoot 'setup.ps1')
Set-Location $clone
& "$bin\ruff" check .
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& "$bin\ruff" format --check .
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& "$bin\mypy"
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& "$bin\lint-imports"
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& "$bin\vulture"
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& "$bin\python" -m pytest -n auto --dist loadfile --no-loadscope-reorder $args
exit $LASTEXITCODE
