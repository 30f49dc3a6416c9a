"$ROOT"/tests/change 'dev' '.metadata.annotations["platform.integratn.tech/reconcile-at"]="2026-02-08T04:24:29Z"'
