"$ROOT"/tests/change 'dev' '.spec.argocdApplication.destinationServer="https://10.1.1.1:6443"'
