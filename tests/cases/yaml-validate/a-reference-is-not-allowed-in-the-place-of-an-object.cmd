yaml-validate -K Secret -
