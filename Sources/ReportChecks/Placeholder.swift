// ReportChecks
