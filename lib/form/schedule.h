/* Checks schedules of CronJobs as the API server does (k8s.io/kubernetes,
   pkg/apis/batch/validation; github.com/robfig/cron v3.0.1, ParseStandard). */
#ifndef FORM_SCHEDULE_H
#define FORM_SCHEDULE_H

#include "base/str.h"

/* schedule_wants returns NULL if s is a schedule, else what is wanted instead, for a message after
   "must": "have minutes from 0 to 59". */
const char *schedule_wants(str s);

#endif
