printf '{? %0400d : {a: 1, a: 2}}' 0 | yaml-validate -k - | cut -c1-300
