package main

import (
	"context"
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	v1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// kind is one version of a CRD, compiled as the API server does.
type kind struct {
	structural *schema.Structural
	validator  validation.SchemaValidator
	namespaced bool
}

// newKind compiles a schema as the API server does; an error says that it refuses the CRD.
func newKind(props *v1.JSONSchemaProps) (*kind, error) {
	internal := &apiextensions.JSONSchemaProps{}
	if err := v1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(props, internal, nil); err != nil {
		return nil, err
	}
	structural, err := schema.NewStructural(internal)
	if err != nil {
		return nil, err
	}
	if errs := schema.ValidateStructural(nil, structural); len(errs) > 0 {
		return nil, errs.ToAggregate()
	}
	if err := defaulting.PruneDefaults(structural); err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(internal)
	if err != nil {
		return nil, err
	}
	return &kind{structural: structural, validator: validator}, nil
}

// refuses returns why the API server, with strict field validation, refuses an object, or nothing if it
// accepts it. With whole it also checks the object's own metadata.
func (k *kind) refuses(object map[string]interface{}, whole bool) (why []string) {
	options := objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true}
	meta, found, unknown, err := objectmeta.GetObjectMetaWithOptions(object, options)
	if err != nil {
		return []string{err.Error()}
	}
	for _, path := range unknown {
		why = append(why, "unknown field "+path)
	}
	tracked := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	for _, path := range pruning.PruneWithOptions(object, k.structural, true, tracked) {
		why = append(why, "unknown field "+path)
	}
	defaulting.PruneNonNullableNullsWithoutDefaults(object, k.structural)
	coerce := objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true}
	failure, paths := objectmeta.CoerceWithOptions(nil, object, k.structural, false, coerce)
	if failure != nil {
		return append(why, failure.Error())
	}
	for _, path := range paths {
		why = append(why, "unknown field "+path)
	}
	if found {
		if err := objectmeta.SetObjectMeta(object, meta); err != nil {
			return append(why, err.Error())
		}
	}
	defaulting.Default(object, k.structural)
	var errs field.ErrorList
	if whole {
		u := &unstructured.Unstructured{Object: object}
		errs = append(errs, apivalidation.ValidateObjectMetaAccessor(u, len(u.GetNamespace()) > 0,
			apivalidation.NameIsDNSSubdomain, field.NewPath("metadata"))...)
	}
	errs = append(errs, validation.ValidateCustomResource(nil, object, k.validator)...)
	errs = append(errs, objectmeta.Validate(context.Background(), nil, object, k.structural, false)...)
	errs = append(errs, listtype.ValidateListSetsAndMaps(nil, k.structural, object)...)
	for _, err := range errs {
		why = append(why, fmt.Sprint(err))
	}
	return why
}
