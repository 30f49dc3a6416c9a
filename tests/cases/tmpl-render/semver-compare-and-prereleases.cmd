cd "$T"
{
	while read -r version constraint; do
		echo "$version $constraint: {{ semverCompare \"$constraint\" \"$version\" }}"
	done <<'EOF'
v1.30.4-eks-1 >= 1.30.0-0, < 1.31
v1.30.4-eks-1 >= 1.30.0, < 1.31
v1.30.4-eks-1 !=1.30.4
v1.30.4-eks-1 !=1.30.4-0
1.30.4-gke.1 >1.29,<1.31.0-0
1.30.4-gke.1 <2 || >=1.30-0
1.30.4-gke.1 1.30.0-0 - 1.31
1.30.4-gke.1 1.30.0 - 1.31
1.30.4-gke.1 ^1.30 !=1.30.1-0
1.30.4 >=1.30.0-0
EOF
} >t
echo '.={}' | tmpl-render -t t
