using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1024: a topic contains a wildcard of binding keys.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class WildcardInTopicAnalyzer() : EventAnalyzer(DeclarationDiagnostics.WildcardInTopic);
