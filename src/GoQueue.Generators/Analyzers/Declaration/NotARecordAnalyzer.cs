using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1016: an event is not a record.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotARecordAnalyzer() : EventAnalyzer(DeclarationDiagnostics.NotARecord);
