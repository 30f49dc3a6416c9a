"$ROOT"/tests/change 'dev' '.metadata.annotations["platform.integratn.tech/base-domain"]="lab.example.com"'
