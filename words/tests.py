# tests.py MAP...: carry message changes over into tests (unit tests, scripts).
import re,sys,subprocess
maps=[]
for mf in sys.argv[1:]:
    for l in open(mf,encoding='utf-8'):
        l=l.rstrip('\n')
        if not l.strip() or l[0] in '#@' or '\t' not in l: continue
        o,n=l.split('\t')[:2]
        if o!=n and len(o)>=16 and ' ' in o.strip(): maps.append((o,n))
spec=re.compile(r'%(?:\.\*)?(?:zu|lld|llu|[sudc])|\{[A-Z_]+\}')
rules=[]
for o,n in maps:
    so=spec.findall(o); sn=spec.findall(n)
    if len([1 for x in so])<len(sn) or so[:len(sn)]!=sn and so!=sn: 
        continue
    if so!=sn: continue
    rx=''.join('(.+?)' if spec.fullmatch(p) else re.escape(p) for p in re.split('('+spec.pattern+')',o) if p!='' )
    # last group followed by nothing is risky
    if rx.endswith('(.+?)') or rx.startswith('(.+?)'):
        rx2=rx
        if rx.endswith('(.+?)'): continue
    it=iter(range(1,50)); 
    rep=''.join(('\\g<%d>'%next(it)) if spec.fullmatch(p) else p.replace('\\','\\\\') for p in re.split('('+spec.pattern+')',n) if p!='')
    if rx.startswith('(.+?)'): rx='([^"\\n ]+?)'+rx[5:]
    rules.append((re.compile(rx),rep,len(o)))
rules.sort(key=lambda r:-r[2])
def conv(t):
    for rx,rep,_ in rules: t=rx.sub(rep,t)
    return t
lit=re.compile(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')
fs=subprocess.check_output(['git','ls-files','tests/unit','tests/support','tests/corpus','tests/torture','tests/screens','tests/cases/fhirpath','tests/keystrokes','tests/random'],text=True).split()
ch=[]
for f in fs:
    if f.endswith('.screen'): continue
    try: s=open(f,encoding='utf-8').read()
    except Exception: continue
    if f.endswith(('.c','.h')):
        def r(m):
            t=re.sub(r'"\s*\n\s*"','',m.group(0))
            u=conv(t)
            return u if u!=t else m.group(0)
        n=lit.sub(r,s)
    else: n='\n'.join(conv(l) for l in s.split('\n'))
    if n!=s: open(f,'w',encoding='utf-8').write(n); ch.append(f)
c=[x for x in ch if x.endswith(('.c','.h'))]
if c: subprocess.call(['clang-format','-i']+c)
print(len(ch),ch)
