# apply.py MAPFILE FILES...: replace joined string literals. Map lines: OLD<TAB>NEW ({S} = " SHOWN ", {I}= other macro kept as written {MACRO}).
# A line "@ path" limits following lines to that file; "@" ends.
import re,sys,os
mapf=sys.argv[1]; files=sys.argv[2:]
glob={}; per={}; cur=None
for l in open(mapf,encoding='utf-8'):
    l=l.rstrip('\n')
    if not l.strip() or l.startswith('#'): continue
    if l.startswith('@'):
        cur=l[1:].strip() or None; continue
    if '\t' not in l: sys.exit('bad line: '+l)
    o,n=l.split('\t')[:2]
    (per.setdefault(cur,{}) if cur else glob)[o]=n
MACRO=r'[A-Z][A-Z0-9_]+'
tok=re.compile(r'/\*.*?\*/|^[ \t]*#[ \t]*include[^\n]*|"(?:[^"\\\n]|\\.)*"(?:\s*(?:'+MACRO+r'\b\s*)?"(?:[^"\\\n]|\\.)*")*(?:\s*'+MACRO+r'\s*(?=[,)]))?|(?:\b'+MACRO+r'\s+)"(?:[^"\\\n]|\\.)*"(?:\s*(?:'+MACRO+r'\b\s*)?"(?:[^"\\\n]|\\.)*")*|\'(?:[^\'\\]|\\.)+\'',re.S|re.M)
used=set()
def norm(t):
    parts=re.findall(r'"((?:[^"\\\n]|\\.)*)"|\b('+MACRO+r')\b',t)
    return ''.join(('{S}' if m=='SHOWN' else '{'+m+'}') if m else s for s,m in parts)
def build(n):
    out=[];
    for p in re.split(r'(\{[A-Z][A-Z0-9_]*\})',n):
        if re.fullmatch(r'\{[A-Z][A-Z0-9_]*\}',p):
            out.append('SHOWN' if p=='{S}' else p[1:-1])
        elif p: out.append('"'+p+'"')
    return ' '.join(out) if out else '""'
changed=[]
for f in files:
    s=open(f,encoding='utf-8').read()
    m=dict(glob); 
    for k in per:
        if f.endswith(k): m.update(per[k])
    def rep(x):
        t=x.group(0)
        if t[0] not in '"' and not re.match(MACRO+r'\s+"',t): return t
        k=norm(t)
        if k in m and m[k]!=k:
            used.add(k); return build(m[k])
        return t
    n=tok.sub(rep,s)
    if n!=s:
        open(f,'w',encoding='utf-8').write(n); changed.append(f)
allk=set(glob); 
for k in per: allk|=set(per[k])
for k in sorted(allk-used):
    print('UNUSED',k)
if changed: 
    import subprocess; subprocess.call(['clang-format','-i']+[c for c in changed if c.endswith(('.c','.h'))])
print(len(changed),'files')
