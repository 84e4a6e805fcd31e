using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4111: a record with hidden members prints itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OwnPrintingAnalyzer() : MaskingAnalyzer(RoutingDiagnostics.OwnPrinting);
