"$ROOT"/tests/change 'dev' '.spec.projectName="shared"'
