yaml-validate -s boat.yaml -s car.yaml -
