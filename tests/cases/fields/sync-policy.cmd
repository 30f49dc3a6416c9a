"$ROOT"/tests/change 'dev' '.spec.argocdApplication.syncPolicy.syncOptions[0]="ServerSideApply=true"'
